using ChatBot.Kernel;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Reads escalation steps.</summary>
public interface IEscalationReader
{
    Task<EscalationStep?> GetAsync(BranchId branch, StepId step, CancellationToken cancellationToken);

    /// <summary>Steps of the members that are not withdrawn.</summary>
    Task<IReadOnlyList<EscalationStep>> InForceAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>How often steps were planned for each of the members, for <see cref="StepsPlanned"/>; 0 for never.</summary>
    Task<IReadOnlyDictionary<MemberId, int>> VersionsAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>To-dos: proposed steps, oldest first.</summary>
    Task<IReadOnlyList<EscalationStep>> ProposedAsync(BranchId branch, CancellationToken cancellationToken);
}
