using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using Npgsql;
using Xunit;

namespace ChatBot.TestKit;

/// <summary>Reads what stands in a branch's books: through the capabilities' readers, and by SQL where none shows it.</summary>
public sealed class BranchBooks(LiveBranch live, StoreFixture stores)
{
    private const string Outbox = """
        SELECT kind, recipient, recipient_member, recipient_group, due_at, state, keeps_quiet_hours, facts::text
        FROM outbox WHERE branch_id = $1 ORDER BY due_at, outbox_id
        """;

    private const string Audit = "SELECT actor_id, action FROM audit WHERE branch_id = $1 ORDER BY seq";

    private const string Tables = """
        SELECT c.table_name::text FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.column_name = 'branch_id' AND c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
        ORDER BY 1
        """;

    private static string? _print;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SmallBranch People => live.People;

    private BranchId Id => live.People.Id;

    /// <summary>The session as it is stored now.</summary>
    public async Task<Session> SessionAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await SessionAsync(session.Id);
    }

    /// <summary>The session of an id.</summary>
    public async Task<Session> SessionAsync(SessionId session) =>
        await live.Get<ISessionReader>().GetAsync(Id, session, Cancellation) ?? throw new InvalidOperationException("No such session.");

    /// <summary>All sessions, by number.</summary>
    public async Task<IReadOnlyList<Session>> SessionsAsync() =>
        [.. (await live.Get<ISessionReader>().ListAsync(Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancellation)).OrderBy(s => s.Number)];

    /// <summary>The names of those who are expected.</summary>
    public async Task<IReadOnlyList<string>> ExpectedAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return NamesOf(await live.Get<SessionLookup>().ExpectedAsync(session, await live.SnapshotAsync(), Cancellation));
    }

    /// <summary>Answers in order of their time and of the names, as <c>Ann Going</c>.</summary>
    public async Task<IReadOnlyList<string>> SignUpsAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (entries, _) = await live.Get<ISignUpReader>().ForSessionAsync(Id, session.Id, Cancellation);
        return [.. entries.OrderBy(e => e.At).ThenBy(e => NameOf(e.Member), StringComparer.Ordinal).Select(e => $"{NameOf(e.Member)} {e.Status}")];
    }

    /// <summary>A member's requests for leave, newest first.</summary>
    public Task<IReadOnlyList<LeaveRequest>> LeaveAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return live.Get<ILeaveReader>().ForMemberAsync(Id, member.Id, DateTimeOffset.MinValue, Cancellation);
    }

    /// <summary>Who is checked in, in order.</summary>
    public async Task<IReadOnlyList<CheckInEntry>> CheckInsAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await live.Get<ICheckInReader>().ForSessionAsync(Id, session.Id, Cancellation);
    }

    /// <summary>All lines of a member's record of a session, oldest first.</summary>
    public Task<IReadOnlyList<AttendanceFact>> LinesAsync(Session session, Member member)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(member);
        return live.Get<IAttendanceReader>().LinesAsync(Id, session.Id, member.Id, Cancellation);
    }

    /// <summary>The newest confirmed status of a member at a session; null when there is none.</summary>
    public async Task<AttendanceStatus?> StatusAsync(Session session, Member member) =>
        (await LinesAsync(session, member)).LastOrDefault(l => l.IsConfirmed)?.Status;

    /// <summary>All steps of a member, withdrawn ones too, in order of opening and level.</summary>
    public async Task<IReadOnlyList<EscalationStep>> StepsAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var ids = await ListAsync(
            "SELECT step_id FROM escalation_step WHERE branch_id = $1 AND member_id = $2", r => r.GetGuid(0), member.Id.Value);
        var steps = new List<EscalationStep>();
        foreach (var id in ids)
        {
            steps.Add((await live.Get<IEscalationReader>().GetAsync(Id, new StepId(id), Cancellation))!);
        }

        return [.. steps.OrderBy(s => s.OpenedAt).ThenBy(s => s.Level)];
    }

    /// <summary>A member's disputes, oldest first.</summary>
    public Task<IReadOnlyList<Dispute>> DisputesAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return live.Get<IDisputeReader>().ForMemberAsync(Id, member.Id, Cancellation);
    }

    /// <summary>A member's points claims of the years around the tests, oldest first.</summary>
    public Task<IReadOnlyList<PointsClaim>> ClaimsAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return live.Get<IPointsReader>().ClaimsOfAsync(Id, member.Id, new PointsMonth(2020, 1), new PointsMonth(2035, 12), Cancellation);
    }

    /// <summary>A member's points account, oldest line first.</summary>
    public Task<IReadOnlyList<PointsEntry>> EntriesAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return live.Get<IPointsReader>().EntriesOfAsync(Id, member.Id, new PointsMonth(2020, 1), new PointsMonth(2035, 12), Cancellation);
    }

    /// <summary>The branch's points table.</summary>
    public Task<IReadOnlyList<PointsItem>> ItemsAsync() => live.Get<IPointsReader>().ItemsAsync(Id, Cancellation);

    /// <summary>All study material, newest first.</summary>
    public Task<IReadOnlyList<Material>> MaterialsAsync() => live.Get<IStudyReader>().ListAsync(Id, 100, Cancellation);

    /// <summary>The names of those who have read it.</summary>
    public async Task<IReadOnlyList<string>> ReadersAsync(Material material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return NamesOf(await live.Get<IStudyReader>().ReadersAsync(Id, material.Id, Cancellation));
    }

    /// <summary>Rows of the outbox by due time; of these kinds, or all.</summary>
    public async Task<IReadOnlyList<OutboxLine>> OutboxAsync(params string[] kinds) =>
        [.. (await ListAsync(Outbox, LineOf)).Where(l => kinds.Length == 0 || kinds.Contains(l.Kind))];

    /// <summary>Waiting rows of these kinds, as <c>leave.ask to Secretary</c>, in order of the words.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(params string[] kinds) =>
        [.. (await OutboxAsync(kinds)).Where(l => l.State == "waiting").Select(l => $"{l.Kind} to {l.To}").Order(StringComparer.Ordinal)];

    /// <summary>The audit, as <c>Ann leave.request</c>; what nobody did alone begins with <c>bot</c>.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync() =>
        await ListAsync(Audit, r => $"{(r.IsDBNull(0) ? "bot" : NameOf(new MemberId(r.GetGuid(0))))} {r.GetString(1)}");

    /// <summary>All rows of the branch as one text that changes with each of them.</summary>
    public async Task<string> PrintAsync()
    {
        _print ??= string.Join(" UNION ALL ", (await stores.ListAsync(Tables, r => r.GetString(0))).Select(t =>
            $"SELECT '{t}' || count(*) || coalesce(md5(string_agg(x::text, '|' ORDER BY x::text)), '') FROM {t} x WHERE branch_id = $1"));
        return string.Join('\n', await ListAsync(_print, r => r.GetString(0)));
    }

    /// <summary>The rows of a statement whose first parameter is the branch.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] parameters) =>
        stores.ListAsync(sql, map, [Id.Value, .. parameters]);

    /// <summary>The member's name.</summary>
    public string NameOf(MemberId member) => People.Members.Single(m => m.Id == member).Name;

    private List<string> NamesOf(IEnumerable<MemberId> members) => [.. members.Select(NameOf).Order(StringComparer.Ordinal)];

    private OutboxLine LineOf(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1) switch
        {
            "member" => NameOf(new MemberId(row.GetGuid(2))),
            "group" when !row.IsDBNull(3) => row.GetGuid(3) == People.Group1.Id.Value ? People.Group1.Name : People.Group2.Name,
            var other => other,
        },
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetString(5),
        row.GetBoolean(6),
        row.GetString(7));
}
