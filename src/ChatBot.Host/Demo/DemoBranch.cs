using System.Security.Cryptography;
using System.Text;
using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Host.Simulator;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Host.Demo;

/// <summary>Loads the demo branch into the books: people, two months of confirmed sessions, points, one session ahead.</summary>
public sealed class DemoBranch(IBranchAdmin admin, IBranchDirectory directory, ILedger ledger, IIdSource ids, TimeProvider clock)
{
    /// <summary>Code of the branch.</summary>
    public const string Code = "demo";

    /// <summary>Loads it; false when it is there already.</summary>
    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await admin.FindByCodeAsync(Code, cancellationToken) is not null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var branch = new Branch(new BranchId(ids.New()), Code, "示范街道第一党支部");
        await admin.CreateBranchAsync(branch, now, cancellationToken);
        var people = await CommitPeopleAsync(branch, cancellationToken);
        var snapshot = await directory.GetAsync(branch.Id, cancellationToken) ?? throw new InvalidOperationException("The demo branch cannot be read back.");
        var changes = new ChangeSet(branch.Id);
        var number = AddHistory(changes, snapshot, people, now);
        AddPoints(changes, snapshot, people, now);
        AddSessionAhead(changes, snapshot, people, number, now);
        changes.Add(new Audited(null, "demo.load", branch.Id.ToString(), "", now));
        await CommitAsync(changes, cancellationToken);
        return true;
    }

    private async Task<IReadOnlyDictionary<string, MemberId>> CommitPeopleAsync(Branch branch, CancellationToken cancellationToken)
    {
        var changes = new ChangeSet(branch.Id);
        var groups = DemoPeople.Groups.Select(name => new PartyGroup(new GroupId(ids.New()), name)).ToList();
        changes.AddRange(groups.Select(g => new GroupSaved(g)));
        var people = new Dictionary<string, MemberId>(StringComparer.Ordinal);
        foreach (var person in DemoPeople.All)
        {
            var id = people[person.User] = new MemberId(ids.New());
            changes.Add(new MemberSaved(new Member
            {
                Id = id,
                Name = person.Name,
                Group = groups[person.Group].Id,
                Roles = person.Roles,
                IsMobile = person.IsMobile,
            }));
            changes.Add(new IdentityLinked(id, new PlatformUser(SimulatorChannel.ChannelName, SimulatorChannel.Account, person.User)));
        }

        changes.Add(new ConversationBound(new BoundConversation(
            new OutboundRoute(SimulatorChannel.ChannelName, SimulatorChannel.Account, RouteKind.Group, SimulatorChat.Group), null, 0)));
        await CommitAsync(changes, cancellationToken);
        return people;
    }

    /// <summary>One confirmed session a week; who was absent follows from names and dates, so that every load tells the same story.</summary>
    private int AddHistory(ChangeSet changes, BranchSnapshot branch, IReadOnlyDictionary<string, MemberId> people, DateTimeOffset now)
    {
        (SessionKind Kind, string Theme)[] past =
        [
            (SessionKind.GeneralMeeting, "上季度工作总结"), (SessionKind.PartyClass, "学习党章总纲"), (SessionKind.ThemeDay, "走进社区志愿服务"),
            (SessionKind.PartyClass, "身边的先进典型"), (SessionKind.ThemeDay, "重温入党誓词"), (SessionKind.LifeMeeting, "查摆问题与整改"),
            (SessionKind.PartyClass, "基层治理案例研讨"), (SessionKind.GeneralMeeting, "本季度工作安排"),
        ];
        var secretary = people["zhoumin"];
        var marks = people.Values.ToDictionary(m => m, _ => new List<AttendanceMark>());
        var number = 0;
        foreach (var (kind, theme) in past)
        {
            number++;
            var day = LastWednesday(branch.Calendar.Day(now)).AddDays(-7 * (past.Length - number));
            var startsAt = branch.Calendar.Instant(day, new TimeOnly(15, 0));
            var session = NewSession(number, kind, theme, startsAt, secretary, people["linyue"]) with { Phase = SessionPhase.Confirmed, HeldOnItsOwn = true };
            changes.Add(new SessionCreated(session));
            changes.Add(new ExpectedFrozen(session.Id, [.. people.Values], startsAt));
            var facts = new List<AttendanceFact>();
            foreach (var (user, member) in people)
            {
                var status = StatusOf(user, number);
                facts.Add(new AttendanceFact(session.Id, member, status, true, secretary, session.EndsAt, "confirm"));
                marks[member].Add(new AttendanceMark(session.Id, number, kind, theme, startsAt, true, status));
            }

            changes.Add(new FactsAppended(facts));
        }

        foreach (var (member, history) in marks)
        {
            foreach (var called in Streaks.CalledFor(history, branch.Policy.Escalation.Streak))
            {
                changes.Add(new StepOpened(new EscalationStep
                {
                    Id = new StepId(ids.New()),
                    Member = member,
                    Level = called.Level,
                    ReachedAt = called.ReachedAt,
                    Run = [.. called.Run.Select(m => m.Session)],
                    State = StepState.Sent,
                    OpenedAt = called.Run[^1].StartsAt,
                    SentAt = called.Run[^1].StartsAt,
                }));
            }
        }

        return number;
    }

    private void AddPoints(ChangeSet changes, BranchSnapshot branch, IReadOnlyDictionary<string, MemberId> people, DateTimeOffset now)
    {
        PointsItem[] items =
        [
            new(new PointsItemId(ids.New()), PointsCategory.OrganisationalLife, "参加组织生活（示例）", 2, "次", true),
            new(new PointsItemId(ids.New()), PointsCategory.Role, "志愿服务（示例）", 2, "小时", true),
            new(new PointsItemId(ids.New()), PointsCategory.Duty, "岗位先进（示例）", 5, "次", true),
        ];
        changes.AddRange(items.Select(i => new PointsItemSaved(i)));
        var month = PointsMonth.Of(branch.Calendar.Day(now));
        foreach (var (user, member) in people)
        {
            foreach (var of in new[] { month.Previous.Previous, month.Previous })
            {
                changes.Add(new PointsAppended(new PointsEntry(
                    ids.New(), member, 4 + (2 * (Dice(user, of.Key) % 5)), of, null, EntryCause.Claim, people["zhoumin"], branch.Calendar.Instant(of.LastDay, new TimeOnly(17, 0)))));
            }
        }

        changes.Add(new OutboxAdded(Capabilities.Points.PointsSchedule.Window(branch, month, ids)));
    }

    private void AddSessionAhead(ChangeSet changes, BranchSnapshot branch, IReadOnlyDictionary<string, MemberId> people, int number, DateTimeOffset now)
    {
        var day = branch.Calendar.Day(now).AddDays(5);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        var startsAt = branch.Calendar.Instant(day, new TimeOnly(15, 0));
        var session = NewSession(number + 1, SessionKind.PartyClass, "党的创新理论专题学习", startsAt, people["zhoumin"], people["linyue"]);
        changes.Add(new SessionCreated(session));
        SessionAgenda.Announce(changes, branch, session, "session.notice", ids, now);
        SessionAgenda.Plan(changes, branch, session, ids, now);
    }

    /// <summary>The Wednesday before a day.</summary>
    private static DateOnly LastWednesday(DateOnly day) => day.AddDays(-1 - (((int)day.DayOfWeek + 6 - (int)DayOfWeek.Wednesday) % 7));

    private Session NewSession(int number, SessionKind kind, string theme, DateTimeOffset startsAt, MemberId by, MemberId recorder) => new()
    {
        Id = new SessionId(ids.New()),
        Number = number,
        Kind = kind,
        Theme = theme,
        StartsAt = startsAt,
        EndsAt = startsAt.AddHours(2),
        Place = "三楼会议室",
        Recorder = recorder,
        CreatedBy = by,
        CheckInSecret = RandomNumberGenerator.GetBytes(20),
    };

    private static AttendanceStatus StatusOf(string user, int session) => (Dice(user, session) % 20) switch
    {
        0 when user != "zhoumin" => AttendanceStatus.Unexcused,
        1 or 2 => AttendanceStatus.Excused,
        3 => AttendanceStatus.Late,
        _ => AttendanceStatus.Present,
    };

    /// <summary>The same for the same words on every machine.</summary>
    private static int Dice(string user, int turn)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{user}:{turn}"), hash);
        return hash[0];
    }

    private async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var result = await ledger.CommitAsync(changes, null, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            throw new InvalidOperationException($"The demo branch could not be written: {result.Status}.");
        }
    }
}
