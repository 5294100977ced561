using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Notices, reminders, changes and cancellations of sessions, worded when they are sent.</summary>
public sealed class SessionRenderer(SessionLookup lookup, AnswerReader answers, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } =
        ["session.notice", "session.changed", "session.restored", "session.cancelled", "session.reminder", "session.nudge"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Id("session") is not { } id || await lookup.FindAsync(new SessionId(id), branch, cancellationToken) is not { } session)
        {
            return new Rendering.Drop("session unknown");
        }

        if (item.Kind == "session.cancelled")
        {
            return session.Phase == SessionPhase.Cancelled
                ? wording.Send(
                    Reply.Of("sessions.cancelled_notice", ("session", SessionPhrases.Short(session)), ("note", item.Facts.GetValueOrDefault("note")))
                        with
                    { MentionsAll = item.Recipient.Kind == RecipientKind.Group },
                    branch,
                    now)
                : new Rendering.Drop("session goes on");
        }

        // The guard: what was planned for an earlier form of the session, or for a time that has passed, is not said.
        if (!session.IsAhead || now >= session.StartsAt
            || item.Facts.GetValueOrDefault("version") != session.Version.ToString(CultureInfo.InvariantCulture))
        {
            return new Rendering.Drop("out of date");
        }

        if (item.Recipient.Member is { } member && item.Kind is "session.nudge"
            && (await answers.UnansweredAsync(session, branch, cancellationToken)).All(m => m != member))
        {
            return new Rendering.Drop("has answered");
        }

        var (text, title) = item.Kind switch
        {
            "session.notice" => ("sessions.notice", "sessions.notice_title"),
            "session.changed" => ("sessions.changed_notice", "sessions.changed_title"),
            "session.restored" => ("sessions.restored_notice", "sessions.restored_title"),
            "session.reminder" => ("sessions.reminder", "sessions.reminder_title"),
            _ => ("sessions.nudge", "sessions.nudge_title"),
        };
        return wording.Send(
            new Reply(
                Phrase.Of(text, ("session", SessionPhrases.Details(session, branch)), ("when", session.StartsAt)),
                SessionPhrases.AnswerButtons(session),
                Phrase.Of(title, ("kind", session.Kind)))
            {
                // Reminders pass; what announces the session is kept up to date.
                Card = item.Kind is "session.notice" or "session.changed" or "session.restored" ? SessionCard.KeyOf(session.Id) : null,
                MentionsAll = item.Recipient.Kind == RecipientKind.Group && item.Facts.ContainsKey("moved"),
            },
            branch,
            now);
    }
}
