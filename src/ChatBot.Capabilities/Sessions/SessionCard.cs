using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>
/// The notice of a session, kept up to date: moved, cancelled, begun, and how many have signed up. It stands in groups, so
/// it counts people and names nobody.
/// </summary>
public sealed class SessionCard(SessionLookup lookup, ISignUpReader signUps) : ICardRenderer
{
    private const string CardKind = "session";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(SessionId id) => CardKey.Of(CardKind, id.Value);

    /// <inheritdoc/>
    public bool MayStandInGroups => true;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(new SessionId(id), branch, cancellationToken) is not { } session)
        {
            return null;
        }

        var isOpen = session.Phase == SessionPhase.Scheduled && now < session.StartsAt;
        var (entries, _) = session.SignUp.IsOpen ? await signUps.ForSessionAsync(branch.Id, session.Id, cancellationToken) : ([], 0);
        return new Reply(
            session.Phase == SessionPhase.Cancelled
                ? Phrase.Of("sessions.cancelled_notice", ("session", SessionPhrases.Short(session)), ("note", null))
                : Phrase.Of(
                    isOpen ? "sessions.card_open" : "sessions.card_closed",
                    ("session", SessionPhrases.Details(session, branch)),
                    ("count", session.SignUp.IsOpen ? entries.Count(e => e.Status == SignUpStatus.Going) : null)),
            isOpen ? SessionPhrases.AnswerButtons(session) : null,
            Phrase.Of("sessions.notice_title", ("kind", session.Kind)))
        {
            Card = SessionCard.KeyOf(session.Id),
        };
    }
}
