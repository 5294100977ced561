using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>New ids; time-ordered in production, predictable in tests.</summary>
public interface IIdSource
{
    /// <summary>A new id.</summary>
    Guid New();
}
