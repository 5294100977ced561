using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A dispute as a request: a member asks for the own record to be mended, the secretary decides, a deputy for the secretary.</summary>
public sealed class DisputeShape(SessionLookup lookup, IDisputeReader disputes) : RequestShape<Dispute, Session>(Names)
{
    /// <summary>Its names.</summary>
    public static RequestTerms Names { get; } = new("disputes", "dispute", DisputeActions.Decide)
    {
        Ask = new OutboxKind("dispute.ask", MessageClass.Decision),
        Decided = new OutboxKind("dispute.decided", MessageClass.Decision),
        Reopened = new OutboxKind("dispute.reopened", MessageClass.Decision),
        ApproveAction = "dispute.uphold",
        DeclineAction = "dispute.reject",
        WithdrawAction = "dispute.withdraw",
    };

    /// <inheritdoc/>
    public override Task<Dispute?> FindAsync(BranchId branch, Guid id, CancellationToken cancellationToken) =>
        disputes.GetAsync(branch, new DisputeId(id), cancellationToken);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<Dispute>> PendingAsync(BranchId branch, CancellationToken cancellationToken) => disputes.OpenAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public override async Task<RequestView<Dispute, Session>?> ViewAsync(Dispute request, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(branch);
        return await lookup.FindAsync(request.Session, branch, cancellationToken) is { } session ? Of(request, session, branch) : null;
    }

    /// <inheritdoc/>
    public override Change Changed(Dispute request, RequestStatus from) => new DisputeChanged(request, from);

    /// <inheritdoc/>
    public override IReadOnlyList<ButtonPhrase> Buttons(RequestView<Dispute, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return
        [
            ButtonPhrase.Of("dispute.uphold", ("handle", view.HandleOrId)),
            ButtonPhrase.Of("dispute.uphold_excused", ("handle", view.HandleOrId)),
            ButtonPhrase.Of("dispute.reject", ("handle", view.HandleOrId)),
        ];
    }

    /// <summary>The view of a dispute about a known session.</summary>
    internal static RequestView<Dispute, Session> Of(Dispute dispute, Session session, BranchSnapshot branch) => new(
        dispute,
        session,
        new RightsSubject(branch.Member(dispute.Member)),
        [("member", branch.NameOf(dispute.Member)), ("session", SessionPhrases.Short(session))],
        [("statement", dispute.Statement)])
    {
        Names = [session.Theme],
        At = session.StartsAt,
        KindWord = SessionChoices.KindWord(session.Kind),
    };
}
