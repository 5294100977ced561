namespace ChatBot.Kernel.Roster;

/// <summary>Whom and what an action touches.</summary>
/// <param name="Concerns">The person whose case it is, if it is one person's.</param>
/// <param name="SessionGroup">The group of a group meeting; null for a session of the whole branch.</param>
/// <param name="Recorder">The recorder named for the session.</param>
/// <param name="Drafter">Who drafted what is to be approved.</param>
public readonly record struct RightsSubject(
    Member? Concerns = null,
    GroupId? SessionGroup = null,
    MemberId? Recorder = null,
    MemberId? Drafter = null);
