using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Escalation;

/// <summary>
/// Escalation: steps were planned for these members. Guard: nobody planned for one of them since; the version that was seen
/// is given for each, 0 where there was none.
/// </summary>
public sealed record StepsPlanned(IReadOnlyDictionary<MemberId, int> Versions) : Change;
