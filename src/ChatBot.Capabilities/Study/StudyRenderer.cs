using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Posts of study material, and the question to the approver.</summary>
public sealed class StudyRenderer(IStudyReader study, SessionLookup sessions, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["study.review", "study.posted", "study.reminder"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Id("material") is not { } id || await study.GetAsync(branch.Id, new MaterialId(id), cancellationToken) is not { } material)
        {
            return new Rendering.Drop("material unknown");
        }

        var session = await sessions.FindAsync(material.Session, branch, cancellationToken);
        if (material.State != (item.Kind == "study.review" ? MaterialState.Draft : MaterialState.Published)
            || (item.Kind == "study.reminder" && (session is not { IsAhead: true } || now >= session.StartsAt)))
        {
            return new Rendering.Drop("out of date");
        }

        return item.Kind switch
        {
            "study.review" => wording.Send(MaterialCard.Of(material, session, branch), branch, now),
            _ => wording.Send(
                new Reply(
                    MaterialCard.Post(material, session),
                    [ButtonPhrase.Of("study.read", ("number", material.Number))],
                    Phrase.Of(item.Kind == "study.posted" ? "study.post_title" : "study.reminder_title"))
                { Links = MaterialCard.LinksOf(material) },
                branch,
                now),
        };
    }
}
