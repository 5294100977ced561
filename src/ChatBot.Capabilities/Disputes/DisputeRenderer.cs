using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>How a dispute is put to who decides it.</summary>
internal static class DisputePhrases
{
    /// <summary>The member's words included; for private chats alone.</summary>
    public static Phrase ForJudge(Dispute dispute, Session session, BranchSnapshot branch) => Phrase.Of(
        "disputes.for_judge",
        ("member", branch.NameOf(dispute.Member)),
        ("session", SessionPhrases.Short(session)),
        ("statement", dispute.Statement),
        ("handle", Choice.HandleOf(dispute.Id.Value)));

    /// <summary>One tap each.</summary>
    public static IReadOnlyList<ButtonPhrase> Buttons(Dispute dispute)
    {
        var handle = Choice.HandleOf(dispute.Id.Value);
        return
        [
            ButtonPhrase.Of("dispute.uphold", ("handle", handle)),
            ButtonPhrase.Of("dispute.uphold_excused", ("handle", handle)),
            ButtonPhrase.Of("dispute.reject", ("handle", handle)),
        ];
    }
}

/// <summary>Private words about disputes.</summary>
public sealed class DisputeRenderer(SessionLookup lookup, IDisputeReader disputes, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["dispute.ask", "dispute.decided"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Recipient.Kind != RecipientKind.Member || item.Id("dispute") is not { } id
            || await disputes.GetAsync(branch.Id, new DisputeId(id), cancellationToken) is not { } dispute
            || await lookup.FindAsync(dispute.Session, branch, cancellationToken) is not { } session)
        {
            return new Rendering.Drop("dispute unknown");
        }

        var label = SessionPhrases.Short(session);
        return (item.Kind, dispute.Status) switch
        {
            ("dispute.ask", DisputeStatus.Open) => wording.Send(DisputeCard.Of(dispute, session, branch), branch, now),
            ("dispute.decided", DisputeStatus.Upheld) => wording.Send(
                Reply.Of("disputes.told_upheld", ("session", label), ("note", dispute.DecisionNote)), branch, now),
            ("dispute.decided", DisputeStatus.Rejected) => wording.Send(
                Reply.Of("disputes.told_rejected", ("session", label), ("note", dispute.DecisionNote)), branch, now),
            _ => new Rendering.Drop("out of date"),
        };
    }
}
