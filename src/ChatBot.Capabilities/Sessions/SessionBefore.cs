using ChatBot.Kernel;

namespace ChatBot.Capabilities.Sessions;

/// <summary>What a session was before a change.</summary>
/// <param name="Session">The session.</param>
/// <param name="Version">Its version after the change; with another one somebody has changed it since.</param>
/// <param name="StartsAt">Its start.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="Place">Its place.</param>
/// <param name="Link">Its link.</param>
/// <param name="Theme">Its theme.</param>
/// <param name="Capacity">Its places.</param>
/// <param name="Recorder">Its recorder.</param>
/// <param name="OnlineForAll">Whether everybody might take part online.</param>
/// <param name="HeldOnItsOwn">See <see cref="Sessions.Session.HeldOnItsOwn"/>.</param>
/// <param name="Stages">Its stages.</param>
public sealed record SessionBefore(
    SessionId? Session,
    int? Version,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? Place,
    string? Link,
    string? Theme,
    int? Capacity,
    MemberId? Recorder,
    bool OnlineForAll,
    bool? HeldOnItsOwn,
    StageList? Stages) : ISessionFacts
{
    /// <summary>Of the session as it was, and the version that the change makes.</summary>
    public static SessionBefore Of(Session old, int version)
    {
        ArgumentNullException.ThrowIfNull(old);
        return new(
            old.Id, version, old.StartsAt, old.EndsAt, old.Place, old.Link, old.Theme, old.SignUp.Capacity, old.Recorder, old.OnlineForAll, old.HeldOnItsOwn, new StageList(old.Stages));
    }
}
