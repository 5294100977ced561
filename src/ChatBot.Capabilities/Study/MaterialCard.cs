using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>The card by which a draft is approved.</summary>
public sealed class MaterialCard(IStudyReader study, SessionLookup sessions) : ICardRenderer
{
    private const string CardKind = "material";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(MaterialId id) => CardKey.Of(CardKind, id.Value);

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        await study.GetAsync(branch.Id, new MaterialId(id), cancellationToken) is { } material
            ? Of(material, await sessions.FindAsync(material.Session, branch, cancellationToken), branch)
            : null;

    /// <summary>The card as it is now.</summary>
    internal static Reply Of(Material material, Session? session, BranchSnapshot branch) =>
        new Reply(
            material.State == MaterialState.Draft
                ? Phrase.Of("study.review", ("drafter", branch.NameOf(material.DraftedBy)), ("post", Post(material, session)))
                : Phrase.Of(
                    "study.card_closed",
                    ("number", material.Number),
                    ("title", material.Title),
                    ("state", material.State),
                    ("by", material is { State: MaterialState.Published, ApprovedBy: { } by } ? branch.NameOf(by) : null)),
            material.State == MaterialState.Draft ? [ButtonPhrase.Of("study.approve", ("number", material.Number))] : null,
            Phrase.Of(material.State == MaterialState.Draft ? "study.review_title" : "study.closed_title"))
        {
            Card = MaterialCard.KeyOf(material.Id),
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

    /// <summary>Where the material leads to; nothing when it names no web address.</summary>
    internal static IReadOnlyList<MessageLink> LinksOf(Material material) =>
        Uri.TryCreate(material.Link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? [new MessageLink(material.Title, address)]
            : [];
}
