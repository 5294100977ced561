namespace ChatBot.Capabilities.Sessions;

/// <summary>The kinds of session as rules.md §22 names them.</summary>
public static class SessionKindWords
{
    /// <summary>Word and kind.</summary>
    public static (string Word, SessionKind Kind)[] All { get; } =
    [
        ("activity", SessionKind.Activity),
        ("class", SessionKind.PartyClass),
        ("collective", SessionKind.Collective),
        ("committee", SessionKind.CommitteeMeeting),
        ("general_meeting", SessionKind.GeneralMeeting),
        ("group", SessionKind.GroupMeeting),
        ("life_meeting", SessionKind.LifeMeeting),
        ("themeday", SessionKind.ThemeDay),
    ];
}
