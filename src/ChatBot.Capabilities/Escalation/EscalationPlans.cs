using ChatBot.Kernel;

namespace ChatBot.Capabilities.Escalation;

/// <summary>What new marks change, and the state of the books in which that was found out.</summary>
/// <param name="ByMember">The plan of each member.</param>
/// <param name="Versions">The version of each member's steps when the plan was made, for <c>StepsPlanned</c>.</param>
public sealed record EscalationPlans(
    IReadOnlyDictionary<MemberId, EscalationPlan> ByMember, IReadOnlyDictionary<MemberId, int> Versions);
