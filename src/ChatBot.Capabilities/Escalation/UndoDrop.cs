using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Proposes a dropped step again.</summary>
public sealed class UndoDrop(IEscalationReader steps, StepAccess access) : UndoHandler<StepFactsKept>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(StepFactsKept facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (facts.Step is not { } id || await steps.GetAsync(scope.Branch.Id, id, cancellationToken) is not { State: StepState.Dropped } step)
        {
            return Undoing.TooLate;
        }

        if (await access.RefusalAsync(step, scope, cancellationToken) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        scope.Changes.Add(new StepChanged(step with { State = StepState.Proposed }, StepState.Dropped));
        (string, object?)[] words = [("member", scope.Branch.NameOf(step.Member)), ("level", step.Level)];
        return Undoing.Done(Phrase.Of("undo.what_step", words), Reply.Of("undo.step", words));
    }
}
