namespace ChatBot.Capabilities.Escalation;

/// <summary>What taking the dropping of a step back needs to know.</summary>
/// <param name="Step">The step.</param>
public sealed record StepFactsKept(StepId? Step);
