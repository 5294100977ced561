using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Sessions;

/// <summary>A session as it stands in its table.</summary>
internal static class SessionRow
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        session_id, number, kind, theme, starts_at, ends_at, place, link, mode, audience, audience_group, sign_up_open,
        capacity, sign_up_until, held_on_its_own, online_for_all, stages, recorder_id, created_by, phase, version,
        check_in_secret
        """;

    public static Session Read(NpgsqlDataReader row) => new()
    {
        Id = new SessionId(row.GetGuid(0)),
        Number = row.GetInt32(1),
        Kind = row.Code<SessionKind>(2),
        Theme = row.GetString(3),
        StartsAt = row.At(4),
        EndsAt = row.At(5),
        Place = row.Text(6),
        Link = row.Text(7),
        Mode = row.Code<SessionMode>(8),
        Audience = new Audience(row.Code<AudienceKind>(9), row.Id(10) is { } group ? new GroupId(group) : null),
        SignUp = new SignUpRule(row.GetBoolean(11), row.Int(12), row.AtOrNull(13)),
        HeldOnItsOwn = row.Flag(14),
        OnlineForAll = row.GetBoolean(15),
        Stages = [.. row.GetFieldValue<string[]>(16).Select(Code.Parse<AgendaStage>)],
        Recorder = row.Id(17) is { } recorder ? new MemberId(recorder) : null,
        CreatedBy = new MemberId(row.GetGuid(18)),
        Phase = row.Code<SessionPhase>(19),
        Version = row.GetInt32(20),
        CheckInSecret = row.GetFieldValue<byte[]>(21),
    };
}
