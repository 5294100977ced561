using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Posts of study material to the group.</summary>
public sealed class StudyRenderer(IStudyReader study, SessionLookup sessions, IWording wording) : IOutboxRenderer
{
    private const string Reminder = "study.reminder";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["study.posted", Reminder];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Id("material") is not { } id || await study.GetAsync(branch.Id, new MaterialId(id), cancellationToken) is not { } material)
        {
            return new Rendering.Drop("material unknown");
        }

        var session = await sessions.FindAsync(material.Session, branch, cancellationToken);
        if (material.Status != RequestStatus.Approved
            || (item.Kind == Reminder && (session is not { IsAhead: true } || now >= session.StartsAt)))
        {
            return new Rendering.Drop("out of date");
        }

        return wording.Send(
            new Reply(
                MaterialShape.Post(material, session),
                [ButtonPhrase.Of("study.read", ("number", material.Number))],
                Phrase.Of(item.Kind == Reminder ? "study.reminder_title" : "study.post_title"))
            {
                Links = LinksOf(material),
            },
            branch,
            now);
    }

    // Where the material leads to; nothing when it names no web address.
    private static IReadOnlyList<MessageLink> LinksOf(Material material) =>
        Uri.TryCreate(material.Link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? [new MessageLink(material.Title, address)]
            : [];
}
