using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Sessions;

/// <summary>A session as it stands in its table.</summary>
internal sealed record SessionRow(
    SessionId SessionId,
    int Number,
    string Kind,
    string Theme,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Place,
    string? Link,
    string Mode,
    string Audience,
    GroupId? AudienceGroup,
    bool SignUpOpen,
    int? Capacity,
    DateTimeOffset? SignUpUntil,
    bool? HeldOnItsOwn,
    bool OnlineForAll,
    string[] Stages,
    MemberId? RecorderId,
    MemberId CreatedBy,
    string Phase,
    int Version,
    byte[] CheckInSecret)
{
    /// <summary>The columns, in the order of the record.</summary>
    public const string Columns = """
        session_id, number, kind, theme, starts_at, ends_at, place, link, mode, audience, audience_group, sign_up_open,
        capacity, sign_up_until, held_on_its_own, online_for_all, stages, recorder_id, created_by, phase, version,
        check_in_secret
        """;

    public Session ToSession() => new()
    {
        Id = SessionId,
        Number = Number,
        Kind = Code.Parse<SessionKind>(Kind),
        Theme = Theme,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        Place = Place,
        Link = Link,
        Mode = Code.Parse<SessionMode>(Mode),
        Audience = new Audience(Code.Parse<AudienceKind>(Audience), AudienceGroup),
        SignUp = new SignUpRule(SignUpOpen, Capacity, SignUpUntil),
        HeldOnItsOwn = HeldOnItsOwn,
        OnlineForAll = OnlineForAll,
        Stages = [.. Stages.Select(Code.Parse<AgendaStage>)],
        Recorder = RecorderId,
        CreatedBy = CreatedBy,
        Phase = Code.Parse<SessionPhase>(Phase),
        Version = Version,
        CheckInSecret = CheckInSecret,
    };
}
