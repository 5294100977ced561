using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
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
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
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
public sealed class SendStep(StepAccess access) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await access.FindAsync(inputs, scope, cancellationToken);
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
public sealed class DropStep(StepAccess access) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await access.FindAsync(inputs, scope, cancellationToken);
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
        scope.KeepUndo(EscalationUndo.Drop, new StepFactsKept(step.Id));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(
                Phrase.Of("escalation.dropped", ("member", scope.Branch.NameOf(step.Member)), ("level", step.Level)), [ButtonPhrase.Of("undo.last")]),
            StepCard.KeyOf(step.Id)));
    }
}

/// <summary>Notes the day on which a person held the talk; never what was said (H-11).</summary>
public sealed class RecordTalk(StepAccess access) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var (step, refusal) = await access.FindAsync(inputs, scope, cancellationToken);
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
        scope.KeepUndo(EscalationUndo.Talk, new TalkFacts(step.Id, step.TalkOn, day));
        return UseCaseResult.Done(Reply.Of("escalation.talk_noted", ("member", scope.Branch.NameOf(step.Member)), ("day", day)));
    }
}

/// <summary>Finds a step and checks who may handle it: a group leader only one reached at a meeting of the own group (rules.md §20).</summary>
public sealed class StepAccess(IEscalationReader steps, SessionLookup lookup)
{
    /// <summary>The step that the inputs name, or the refusal.</summary>
    public async Task<(EscalationStep? Step, UseCaseResult? Refusal)> FindAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (inputs.Id("step") is not { } id || await steps.GetAsync(scope.Branch.Id, new StepId(id), cancellationToken) is not { IsInForce: true } step)
        {
            return (null, UseCaseResult.Refused(Reply.Of("escalation.not_found")));
        }

        var refusal = await RefusalAsync(step, scope, cancellationToken);
        return refusal is null ? (step, null) : (null, refusal);
    }

    /// <summary>Null when the actor may handle the step; otherwise the refusal.</summary>
    public async Task<UseCaseResult?> RefusalAsync(EscalationStep step, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(scope);
        return scope.RefusalFor(EscalationActions.Handle, await SubjectAsync(step, scope.Branch, cancellationToken));
    }

    /// <summary>Those of the steps that the person may handle.</summary>
    public async Task<IReadOnlyList<EscalationStep>> MineAsync(
        IEnumerable<EscalationStep> all, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(scope);
        var mine = new List<EscalationStep>();
        foreach (var step in all)
        {
            if (Rights.May(scope.Actor, EscalationActions.Handle, await SubjectAsync(step, scope.Branch, cancellationToken)))
            {
                mine.Add(step);
            }
        }

        return mine;
    }

    private async Task<RightsSubject> SubjectAsync(EscalationStep step, BranchSnapshot branch, CancellationToken cancellationToken) =>
        new(branch.Member(step.Member), (await lookup.FindAsync(step.ReachedAt, branch, cancellationToken))?.Audience.Group);
}

/// <summary>Proposed steps that the person may handle.</summary>
public sealed class ProposedSteps(IEscalationReader steps, StepAccess access) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "escalation.proposed";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await StepsAsync(scope, cancellationToken)).Select(s => StepFacts.ToChoice(s, scope.Branch))];

    /// <summary>The steps, oldest first.</summary>
    internal async Task<IReadOnlyList<EscalationStep>> StepsAsync(TurnScope scope, CancellationToken cancellationToken) =>
        await access.MineAsync(await steps.ProposedAsync(scope.Branch.Id, cancellationToken), scope, cancellationToken);
}

/// <summary>Steps that went out and wait for the talk to be noted.</summary>
public sealed class SentSteps(IEscalationReader steps, StepAccess access) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "escalation.sent";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var all = await steps.InForceAsync(scope.Branch.Id, [.. scope.Branch.Members.Select(m => m.Id)], cancellationToken);
        var untalked = all.Where(s => s.State == StepState.Sent && s.TalkOn is null && s.Level > StepLevel.Remind);
        return [.. (await access.MineAsync(untalked, scope, cancellationToken))
            .OrderByDescending(s => s.SentAt).Select(s => StepFacts.ToChoice(s, scope.Branch))];
    }
}
