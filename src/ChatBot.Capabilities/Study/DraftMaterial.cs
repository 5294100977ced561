using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>
/// Drafts study material (text, link, file). With <c>post.review</c> a second person approves it before it is posted;
/// texts with secrecy marks are refused (R-1402, C-25).
/// </summary>
public sealed class DraftMaterial(SessionLookup lookup, MaterialShape shape, IStudyReader study) : UseCase<DraftMaterialInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(DraftMaterialInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(StudyActions.Draft) is { } refusal)
        {
            return refusal;
        }

        var (body, link, file) = (inputs.Body, inputs.Link, inputs.File);
        if (inputs.Title is not { } title || (body ?? link ?? file) is null)
        {
            return UseCaseResult.Refused(Reply.Of("study.incomplete"));
        }

        if (PostingRules.FindMark(scope.Branch.Policy.Posting.BlockedMarks, title, body, link, file) is { } mark)
        {
            return UseCaseResult.Refused(Reply.Of("study.blocked_mark", ("mark", mark)));
        }

        var session = await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken);
        var needsReview = scope.Branch.Policy.Posting.NeedsReview;
        var material = new Material
        {
            Id = new MaterialId(scope.Ids.New()),
            Number = await study.NextNumberAsync(scope.Branch.Id, cancellationToken),
            Title = title,
            Body = body,
            Link = link,
            FileName = file,
            Session = session?.Id,
            IsFromSuperior = inputs.Superior,
            DraftedBy = scope.Actor.Id,
            Status = needsReview ? RequestStatus.Pending : RequestStatus.Approved,
            CreatedAt = scope.Now,
        };
        var approvers = needsReview ? shape.Put(MaterialShape.Of(material, session, scope.Branch), scope) : [];
        if (needsReview && approvers.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("study.no_decider"));
        }

        scope.Changes.Add(new MaterialAdded(material));
        scope.Audit("study.draft", material.Id);
        scope.KeepUndo(StudyUndo.Draft, new MaterialFacts(material.Id));
        if (!needsReview)
        {
            StudyRows.Publish(scope.Changes, scope.Branch, material, scope.Branch.Session, scope.Ids, scope.Now);
            return UseCaseResult.Done(Reply.Of("study.approved", ("number", material.Number), ("title", title)));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "study.drafted", ("number", material.Number), ("title", title), ("approvers", scope.Branch.NamesOf([.. approvers.Select(a => a.Id)]))),
            [ButtonPhrase.Of("undo.last")]));
    }
}
