using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>The card by which a dispute is decided; once decided the member's words are gone from it.</summary>
public sealed class DisputeCard(SessionLookup lookup, IDisputeReader disputes) : ICardRenderer
{
    private const string CardKind = "dispute";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(DisputeId id) => CardKey.Of(CardKind, id.Value);

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        await disputes.GetAsync(branch.Id, new DisputeId(id), cancellationToken) is { } dispute
        && await lookup.FindAsync(dispute.Session, branch, cancellationToken) is { } session
            ? Of(dispute, session, branch)
            : null;

    /// <summary>The card as it is now.</summary>
    internal static Reply Of(Dispute dispute, Session session, BranchSnapshot branch) =>
        new Reply(
            dispute.Status == DisputeStatus.Open
                ? DisputePhrases.ForJudge(dispute, session, branch)
                : Phrase.Of(
                    "disputes.card_closed",
                    ("member", branch.NameOf(dispute.Member)),
                    ("session", SessionPhrases.Short(session)),
                    ("status", dispute.Status),
                    ("by", dispute.DecidedBy is { } by ? branch.NameOf(by) : null)),
            dispute.Status == DisputeStatus.Open ? DisputePhrases.Buttons(dispute) : null,
            Phrase.Of(dispute.Status == DisputeStatus.Open ? "disputes.ask_title" : "disputes.closed_title"))
        {
            Card = DisputeCard.KeyOf(dispute.Id),
        };
}
