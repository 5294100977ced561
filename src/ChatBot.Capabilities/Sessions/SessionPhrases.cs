using ChatBot.Kernel;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>How a session is named in sentences and lists.</summary>
public static class SessionPhrases
{
    /// <summary>One line: number, kind, theme, when.</summary>
    public static Phrase Short(Session session) => Phrase.Of(
        "sessions.short",
        ("number", session.Number),
        ("kind", session.Kind),
        ("theme", session.Theme),
        ("when", session.StartsAt));

    /// <summary>Everything people need to know before they come.</summary>
    public static Phrase Details(Session session, BranchSnapshot branch) => Phrase.Of(
        "sessions.details",
        ("number", session.Number),
        ("kind", session.Kind),
        ("theme", session.Theme),
        ("when", session.StartsAt),
        ("until", session.EndsAt),
        ("place", session.Place),
        ("link", session.Link),
        ("group", session.Audience.Group is { } g ? branch.Groups.FirstOrDefault(x => x.Id == g)?.Name : null),
        ("capacity", session.SignUp.Capacity),
        ("recorder", session.Recorder is { } r ? branch.NameOf(r) : null),
        ("stages", session.Stages.Count == 0 ? null : session.Stages.Select(s => (object)s).ToList()));

    /// <summary>When people will be told, if the hours of rest make them wait; null when at once.</summary>
    public static DateTimeOffset? ToldAt(BranchSnapshot branch, DateTimeOffset now) =>
        branch.Calendar.AfterQuietHours(now, branch.Policy.Reminders) is var later && later > now ? later : null;

    /// <summary>The session as a choice: by number, theme or kind.</summary>
    public static Choice ToChoice(Session session) =>
        new(session.Id.ToString(), session.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Short(session), [session.Theme])
        {
            At = session.StartsAt,
            Kind = SessionChoices.KindWord(session.Kind),
        };

    /// <summary>Buttons under a notice or reminder: sign up, ask leave.</summary>
    public static IReadOnlyList<ButtonPhrase> AnswerButtons(Session session) => session.SignUp.IsOpen
        ? [ButtonPhrase.Of("signup.join", ("number", session.Number)), ButtonPhrase.Of("leave.request", ("number", session.Number))]
        : [ButtonPhrase.Of("leave.request", ("number", session.Number))];
}
