using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>
/// Drafts study material (text, link, file). With <c>post.review</c> a second person approves it before it is posted;
/// texts with secrecy marks are refused (R-1402, C-25).
/// </summary>
public sealed class DraftMaterial(SessionLookup lookup, IStudyReader study) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(StudyActions.Draft) is { } refusal)
        {
            return refusal;
        }

        var (body, link, file) = (inputs.Text("body"), inputs.Text("link"), inputs.Text("file"));
        if (inputs.Text("title") is not { } title || (body ?? link ?? file) is null)
        {
            return UseCaseResult.Refused(Reply.Of("study.incomplete"));
        }

        if (PostingRules.FindMark(scope.Branch.Policy.Posting.BlockedMarks, title, body, link, file) is { } mark)
        {
            return UseCaseResult.Refused(Reply.Of("study.blocked_mark", ("mark", mark)));
        }

        var approvers = Approvers(scope.Branch, scope.Actor, scope.Today);
        var needsReview = scope.Branch.Policy.Posting.NeedsReview;
        if (needsReview && approvers.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("study.no_approver"));
        }

        var material = new Material
        {
            Id = new MaterialId(scope.Ids.New()),
            Number = await study.NextNumberAsync(scope.Branch.Id, cancellationToken),
            Title = title,
            Body = body,
            Link = link,
            FileName = file,
            Session = (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken))?.Id,
            IsFromSuperior = inputs.Flag("superior") == true,
            DraftedBy = scope.Actor.Id,
            State = needsReview ? MaterialState.Draft : MaterialState.Published,
            CreatedAt = scope.Now,
        };
        scope.Changes.Add(new MaterialAdded(material));
        scope.Audit("study.draft", material.Id);
        scope.KeepUndo(StudyUndo.Draft, ("material", material.Id.ToString()));
        if (!needsReview)
        {
            StudyRows.Publish(scope.Changes, scope.Branch, material, lookup: scope.Branch.Session, scope.Ids, scope.Now);
            return UseCaseResult.Done(Reply.Of("study.published", ("number", material.Number), ("title", title)));
        }

        foreach (var approver in approvers)
        {
            scope.Changes.Add(new OutboxAdded(StudyRows.Row(scope.Branch.Id, "study.review", Recipient.To(approver.Id), material, scope.Now, scope.Ids)));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "study.drafted", ("number", material.Number), ("title", title), ("approvers", string.Join('、', approvers.Select(a => a.Name)))),
            [ButtonPhrase.Of("undo.last")]));
    }

    /// <summary>Everybody who may approve this person's draft.</summary>
    internal static IReadOnlyList<Member> Approvers(BranchSnapshot branch, Member drafter, DateOnly today) =>
        [.. branch.Here(today).Where(m => Rights.May(m, StudyActions.Approve, new RightsSubject(Drafter: drafter.Id)))];
}

/// <summary>The second person's approval: only now the material goes to the group.</summary>
public sealed class ApproveMaterial(IStudyReader study) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var material = inputs.Id("material") is { } id ? await study.GetAsync(scope.Branch.Id, new MaterialId(id), cancellationToken) : null;
        if (scope.RefusalFor(StudyActions.Approve, new RightsSubject(Drafter: material?.DraftedBy)) is { } refusal)
        {
            return refusal;
        }

        if (material is not { State: MaterialState.Draft })
        {
            var none = Reply.Of("study.no_draft");
            return UseCaseResult.Refused(material is null ? none : scope.OnTapped(none, MaterialCard.KeyOf(material.Id)));
        }

        var approved = material with { State = MaterialState.Published, ApprovedBy = scope.Actor.Id };
        scope.Changes.Add(new MaterialChanged(approved, MaterialState.Draft));
        StudyRows.Publish(scope.Changes, scope.Branch, approved, scope.Branch.Session, scope.Ids, scope.Now);
        scope.Audit("study.approve", material.Id);
        scope.KeepUndo(StudyUndo.Approve, ("material", material.Id.ToString()));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(Phrase.Of("study.published", ("number", material.Number), ("title", material.Title)), [ButtonPhrase.Of("undo.last")]),
            MaterialCard.KeyOf(material.Id)));
    }
}

/// <summary>Takes material back; what was posted stays in the chat, the list no longer shows it.</summary>
public sealed class WithdrawMaterial(IStudyReader study) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(StudyActions.Draft) is { } refusal)
        {
            return refusal;
        }

        if (inputs.Id("material") is not { } id
            || await study.GetAsync(scope.Branch.Id, new MaterialId(id), cancellationToken) is not { } material
            || material.State == MaterialState.Withdrawn
            || (material.DraftedBy != scope.Actor.Id && !scope.Actor.Has(Roles.Secretary)))
        {
            return UseCaseResult.Refused(Reply.Of("study.not_found"));
        }

        scope.Changes.Add(new MaterialChanged(material with { State = MaterialState.Withdrawn }, material.State));
        scope.Audit("study.withdraw", material.Id);
        scope.KeepUndo(StudyUndo.Withdraw, ("material", material.Id.ToString()), ("state", material.State.ToString()));
        return UseCaseResult.Done(Reply.Of("study.withdrawn", ("number", material.Number), ("title", material.Title)));
    }
}

/// <summary>What there is to study, newest first, with one's own mark.</summary>
public sealed class ListMaterial(IStudyReader study) : IUseCase
{
    private const int Shown = 8;

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var published = (await study.ListAsync(scope.Branch.Id, Shown, cancellationToken)).Where(m => m.State == MaterialState.Published).ToList();
        if (published.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("study.none"));
        }

        var lines = new List<Phrase>();
        foreach (var material in published)
        {
            var readers = await study.ReadersAsync(scope.Branch.Id, material.Id, cancellationToken);
            lines.Add(Phrase.Of(
                "study.line",
                ("n", lines.Count + 1),
                ("title", material.Title),
                ("link", material.Link),
                ("file", material.FileName),
                ("superior", material.IsFromSuperior),
                ("read", scope.IsPrivate && readers.Contains(scope.Actor.Id))));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of("study.list", ("materials", lines)), [ButtonPhrase.Of("study.read", ("number", published[0].Number))])
        {
            ListSource = "study.published",
        });
    }
}

/// <summary>A member says to have read it (R-1005).</summary>
public sealed class ReadMaterial(IStudyReader study) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        var material = inputs.Id("material") is { } id ? await study.GetAsync(scope.Branch.Id, new MaterialId(id), cancellationToken) : null;
        if (material is not { State: MaterialState.Published })
        {
            return UseCaseResult.Refused(Reply.Of("study.not_found"));
        }

        scope.Changes.Add(new ReadingSaved(material.Id, scope.Actor.Id, scope.Now));
        return UseCaseResult.Done(Reply.Of("study.read", ("title", material.Title)));
    }
}

/// <summary>Material that can be picked for a purpose.</summary>
public sealed class MaterialChoices(string name, IStudyReader study, Func<Material, TurnScope, bool> filter) : IChoiceSource
{
    private const int Looked = 30;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await study.ListAsync(scope.Branch.Id, Looked, cancellationToken)).Where(m => filter(m, scope))
            .Select(m => new Choice(
                m.Id.ToString(),
                m.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Phrase.Of("study.choice", ("number", m.Number), ("title", m.Title)),
                [m.Title]))];
}
