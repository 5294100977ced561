using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>The private to-do list of proposed steps .</summary>
public sealed class ListStepTodos(ProposedSteps proposed, StepFacts facts) : IUseCase
{
    /// <inheritdoc/>
    public string Name => "escalation.todos";

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Actor.Has(Roles.Deputy) && scope.RefusalFor(EscalationActions.Handle) is { } refusal)
        {
            return refusal;
        }

        if (scope.RefusalInGroup() is { } elsewhere)
        {
            return elsewhere;
        }

        var todo = await proposed.StepsAsync(scope, cancellationToken);
        if (todo.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("escalation.no_todos"));
        }

        var lines = new List<Phrase>();
        foreach (var step in todo)
        {
            lines.Add(Phrase.Of("escalation.todo_line", ("n", lines.Count + 1), ("facts", await facts.ForHandlerAsync(step, scope.Branch, cancellationToken))));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of("escalation.todos", ("count", todo.Count), ("steps", lines)), StepFacts.Buttons(todo[0]))
        { ListSource = proposed.Name });
    }
}

/// <summary>Lets a step go out to the member, lets it rest, or notes the day of the talk: each a person's tap (H-3).</summary>
public sealed class SendStep(IEscalationReader steps) : IUseCase
{
    /// <inheritdoc/>
    public string Name => "escalation.send";

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await StepAccess.FindAsync(steps, inputs, scope, cancellationToken);
        if (step is null)
        {
            return refusal!;
        }

        if (step.State != StepState.Proposed)
        {
            return UseCaseResult.Refused(Reply.Of("escalation.not_proposed", ("state", step.State)));
        }

        scope.Changes.Add(new StepChanged(step with { State = StepState.Sent, SentAt = scope.Now }, StepState.Proposed));
        scope.Changes.Add(new OutboxAdded(EscalationRows.About(scope.Branch.Id, "escalation.notice", step.Id, step.Member, scope.Ids, scope.Now)));
        scope.Audit("escalation.send", step.Id);
        return UseCaseResult.Done(scope.OnTapped(
            Reply.Of("escalation.sent", ("member", scope.Branch.NameOf(step.Member)), ("level", step.Level), ("handle", Choice.HandleOf(step.Id.Value))),
            StepCard.KeyOf(step.Id)));
    }
}

/// <summary>Lets a proposed step rest: nothing is said to the member, the decision is kept.</summary>
public sealed class DropStep(IEscalationReader steps) : IUseCase
{
    /// <inheritdoc/>
    public string Name => "escalation.drop";

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await StepAccess.FindAsync(steps, inputs, scope, cancellationToken);
        if (step is null)
        {
            return refusal!;
        }

        if (step.State != StepState.Proposed)
        {
            return UseCaseResult.Refused(Reply.Of("escalation.not_proposed", ("state", step.State)));
        }

        scope.Changes.Add(new StepChanged(step with { State = StepState.Dropped }, StepState.Proposed));
        scope.Audit("escalation.drop", step.Id);
        scope.KeepUndo("escalation.drop", ("step", step.Id.ToString()));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(
                Phrase.Of("escalation.dropped", ("member", scope.Branch.NameOf(step.Member)), ("level", step.Level)), [ButtonPhrase.Of("undo.last")]),
            StepCard.KeyOf(step.Id)));
    }
}

/// <summary>Notes the day on which a person held the talk; never what was said (H-11).</summary>
public sealed class RecordTalk(IEscalationReader steps) : IUseCase
{
    /// <inheritdoc/>
    public string Name => "escalation.talk";

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await StepAccess.FindAsync(steps, inputs, scope, cancellationToken);
        if (step is null)
        {
            return refusal!;
        }

        var day = inputs.Day("day") ?? scope.Today;
        if (day > scope.Today)
        {
            return UseCaseResult.Refused(Reply.Of("escalation.talk_in_future"));
        }

        scope.Changes.Add(new StepChanged(step with { TalkOn = day }, step.State));
        scope.Audit("escalation.talk", step.Id);
        scope.KeepUndo("escalation.talk", ("step", step.Id.ToString()), ("day", step.TalkOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? ""));
        return UseCaseResult.Done(Reply.Of("escalation.talk_noted", ("member", scope.Branch.NameOf(step.Member)), ("day", day)));
    }
}

/// <summary>Finds a step and checks who may handle it.</summary>
internal static class StepAccess
{
    public static async Task<(EscalationStep? Step, UseCaseResult? Refusal)> FindAsync(
        IEscalationReader steps, Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("step") is not { } id || await steps.GetAsync(scope.Branch.Id, new StepId(id), cancellationToken) is not { IsInForce: true } step)
        {
            return (null, scope.RefusalFor(EscalationActions.Handle) ?? UseCaseResult.Refused(Reply.Of("escalation.not_found")));
        }

        var refusal = scope.RefusalFor(EscalationActions.Handle, new RightsSubject(scope.Branch.Member(step.Member))) ?? scope.RefusalInGroup();
        return refusal is null ? (step, null) : (null, refusal);
    }
}

/// <summary>Proposed steps that the person may handle.</summary>
public sealed class ProposedSteps(IEscalationReader steps) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "escalation.proposed";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await StepsAsync(scope, cancellationToken)).Select(s => StepFacts.ToChoice(s, scope.Branch))];

    /// <summary>The steps, oldest first.</summary>
    internal async Task<IReadOnlyList<EscalationStep>> StepsAsync(TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await steps.ProposedAsync(scope.Branch.Id, cancellationToken))
            .Where(s => Rights.May(scope.Actor, EscalationActions.Handle, new RightsSubject(scope.Branch.Member(s.Member))))];
}

/// <summary>Steps that went out and wait for the talk to be noted.</summary>
public sealed class SentSteps(IEscalationReader steps) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "escalation.sent";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        if (!Rights.May(scope.Actor, EscalationActions.Handle))
        {
            return [];
        }

        var all = await steps.InForceAsync(scope.Branch.Id, [.. scope.Branch.Members.Select(m => m.Id)], cancellationToken);
        return [.. all.Where(s => s.State == StepState.Sent && s.TalkOn is null && s.Level > StepLevel.Remind)
            .OrderByDescending(s => s.SentAt).Select(s => StepFacts.ToChoice(s, scope.Branch))];
    }
}
