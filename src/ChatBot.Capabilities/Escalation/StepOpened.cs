using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Escalation;

/// <summary>A new step. Guard: none of the same member, level and session is in force.</summary>
public sealed record StepOpened(EscalationStep Step) : Change;
