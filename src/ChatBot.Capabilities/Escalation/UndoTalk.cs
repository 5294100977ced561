using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Takes the noted day of a talk back, unless another day was noted since.</summary>
public sealed class UndoTalk(IEscalationReader steps, StepAccess access) : UndoHandler<TalkFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(TalkFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (facts.Step is not { } id || await steps.GetAsync(scope.Branch.Id, id, cancellationToken) is not { TalkOn: { } noted } step
            || (facts.Noted ?? noted) != noted)
        {
            return Undoing.TooLate;
        }

        if (await access.RefusalAsync(step, scope, cancellationToken) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        scope.Changes.Add(new StepChanged(step with { TalkOn = facts.Day }, step.State));
        var member = scope.Branch.NameOf(step.Member);
        return Undoing.Done(Phrase.Of("undo.what_talk", ("member", member)), Reply.Of("undo.talk", ("member", member)));
    }
}
