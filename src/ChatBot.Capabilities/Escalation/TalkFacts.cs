namespace ChatBot.Capabilities.Escalation;

/// <summary>What taking the noting of a talk back needs to know.</summary>
/// <param name="Step">The step.</param>
/// <param name="Day">The day that was noted before; null when none was.</param>
/// <param name="Noted">The day that was noted by the act.</param>
public sealed record TalkFacts(StepId? Step, DateOnly? Day, DateOnly? Noted);
