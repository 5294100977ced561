using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Who is expected, frozen once when the session opens; a second time changes nothing.</summary>
public sealed record ExpectedFrozen(SessionId Session, IReadOnlyList<MemberId> Members, DateTimeOffset At) : Change;
