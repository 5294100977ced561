using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Taken back (undo, correction).</summary>
public sealed record CheckInRemoved(SessionId Session, MemberId Member) : Change;
