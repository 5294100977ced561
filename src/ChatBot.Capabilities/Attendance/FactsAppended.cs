using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Lines appended.</summary>
public sealed record FactsAppended(IReadOnlyList<AttendanceFact> Facts) : Change;
