using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>A member says to have read it (R-1005).</summary>
public sealed class ReadMaterial(IStudyReader study) : UseCase<ReadMaterialInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(ReadMaterialInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        var material = inputs.Material is { } id ? await study.GetAsync(scope.Branch.Id, id, cancellationToken) : null;
        if (material is not { Status: RequestStatus.Approved })
        {
            return UseCaseResult.Refused(Reply.Of("study.not_found"));
        }

        scope.Changes.Add(new ReadingSaved(material.Id, scope.Actor.Id, scope.Now));
        return UseCaseResult.Done(Reply.Of("study.read", ("title", material.Title)));
    }
}
