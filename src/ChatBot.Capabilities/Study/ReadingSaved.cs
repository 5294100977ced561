using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Study;

/// <summary>A member has read it; a second time changes nothing.</summary>
public sealed record ReadingSaved(MaterialId Material, MemberId Member, DateTimeOffset At) : Change;
