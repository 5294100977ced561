using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Private words about steps: the notice to the member, the to-do to who decides, the withdrawal.</summary>
public sealed class EscalationRenderer(IEscalationReader steps, StepCard card, StepFacts facts, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["escalation.notice", "escalation.todo", "escalation.withdrawn"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The guard of all guards: never to a group, never a step that does not hold at this moment.
        if (item.Recipient.Member is not { } reader || item.Id("step") is not { } id
            || await steps.GetAsync(branch.Id, new StepId(id), cancellationToken) is not { } step)
        {
            return new Rendering.Drop("step unknown");
        }

        switch (item.Kind)
        {
            case "escalation.todo" when step.State == StepState.Proposed && reader != step.Member:
                return wording.Send(await card.OfAsync(step, branch, cancellationToken), branch, now);
            case "escalation.notice" when step.State == StepState.Sent && reader == step.Member:
                return wording.Send(
                    new Reply(
                        Phrase.Of(
                            NoticeOf(step.Level),
                            ("name", branch.NameOf(step.Member)),
                            ("count", step.Run.Count),
                            ("sessions", await facts.SessionsAsync(step, branch, cancellationToken))),
                        [ButtonPhrase.Of("dispute.start"), ButtonPhrase.Of("attendance.why")]),
                    branch,
                    now);
            case "escalation.withdrawn" when step.State == StepState.Withdrawn && reader == step.Member:
                return wording.Send(Reply.Of("escalation.withdrawn", ("name", branch.NameOf(step.Member)), ("level", step.Level)), branch, now);
            default:
                return new Rendering.Drop("out of date");
        }
    }

    private static string NoticeOf(StepLevel level) => level switch
    {
        StepLevel.Remind => "escalation.notice_remind",
        StepLevel.Admonish => "escalation.notice_admonish",
        StepLevel.Criticise => "escalation.notice_criticise",
    };
}
