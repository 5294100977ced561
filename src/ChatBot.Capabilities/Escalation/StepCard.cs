using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>The to-do about a step; once handled it says what was done and keeps the facts to the books.</summary>
public sealed class StepCard(IEscalationReader steps, StepFacts facts) : ICardRenderer
{
    private const string CardKind = "step";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(StepId id) => CardKey.Of(CardKind, id.Value);

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        await steps.GetAsync(branch.Id, new StepId(id), cancellationToken) is { } step && reader is not null && reader != step.Member
            ? await OfAsync(step, branch, cancellationToken)
            : null;

    /// <summary>The card as it is now.</summary>
    internal async Task<Reply> OfAsync(EscalationStep step, BranchSnapshot branch, CancellationToken cancellationToken) =>
        new Reply(
            step.State == StepState.Proposed
                ? await facts.ForHandlerAsync(step, branch, cancellationToken)
                : Phrase.Of("escalation.card_closed", ("member", branch.NameOf(step.Member)), ("level", step.Level), ("state", step.State)),
            step.State == StepState.Proposed ? StepFacts.Buttons(step) : null,
            Phrase.Of(step.State == StepState.Proposed ? "escalation.todo_title" : "escalation.closed_title", ("level", step.Level)))
        {
            Card = StepCard.KeyOf(step.Id),
        };
}
