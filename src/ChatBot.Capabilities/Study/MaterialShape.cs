using System.Globalization;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Study material as a request: one drafts, a second person approves, and only then it is posted (R-1402).</summary>
public sealed class MaterialShape(SessionLookup lookup, IStudyReader study) : RequestShape<Material, Session?>(Names)
{
    private const int Looked = 30;

    /// <summary>Its names.</summary>
    public static RequestTerms Names { get; } = new("study", "material", StudyActions.Approve)
    {
        Ask = new OutboxKind("study.review", MessageClass.Decision),
        Decided = new OutboxKind("study.decided", MessageClass.Notice),
        Reopened = new OutboxKind("study.reopened", MessageClass.Notice),
        ApproveAction = "study.approve",
        DeclineAction = "study.decline",
        WithdrawAction = "study.withdraw",
    };

    /// <inheritdoc/>
    public override Task<Material?> FindAsync(BranchId branch, Guid id, CancellationToken cancellationToken) =>
        study.GetAsync(branch, new MaterialId(id), cancellationToken);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Material>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await study.ListAsync(branch, Looked, cancellationToken)).Where(m => m.Status == RequestStatus.Pending).OrderBy(m => m.Number)];

    /// <inheritdoc/>
    public override async Task<RequestView<Material, Session?>?> ViewAsync(Material request, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(branch);
        return Of(request, await lookup.FindAsync(request.Session, branch, cancellationToken), branch);
    }

    /// <inheritdoc/>
    public override Change Changed(Material request, RequestStatus from) => new MaterialChanged(request, from);

    /// <inheritdoc/>
    public override IReadOnlyList<ButtonPhrase> Buttons(RequestView<Material, Session?> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [ButtonPhrase.Of("study.approve", ("number", view.Request.Number)), ButtonPhrase.Of("study.decline", ("number", view.Request.Number))];
    }

    /// <inheritdoc/>
    public override bool IsWithdrawable(RequestView<Material, Session?> view, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Request.Status is RequestStatus.Pending or RequestStatus.Approved;
    }

    /// <summary>The view of material for a known session.</summary>
    internal static RequestView<Material, Session?> Of(Material material, Session? session, BranchSnapshot branch) => new(
        material,
        session,
        new RightsSubject(Drafter: material.DraftedBy),
        [("member", branch.NameOf(material.DraftedBy)), ("number", material.Number), ("title", material.Title)],
        [("post", Post(material, session))])
    {
        Names = [material.Title],
        Handle = material.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The material as it is posted.</summary>
    internal static Phrase Post(Material material, Session? session) => Phrase.Of(
        "study.post",
        ("number", material.Number),
        ("title", material.Title),
        ("body", material.Body),
        ("link", material.Link),
        ("file", material.FileName),
        ("superior", material.IsFromSuperior),
        ("session", session is null ? null : SessionPhrases.Short(session)));
}
