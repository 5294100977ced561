using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.TestKit;

/// <summary>Brings about what a test needs before it begins, written through the ledger without a use case.</summary>
public sealed class GivenBooks(LiveBranch live)
{
    private int _sessions;
    private int _materials;

    private SmallBranch People => live.People;

    /// <summary>A session of two hours, held on its own; a committee or group meeting for the committee or group 1.</summary>
    public async Task<Session> SessionAsync(
        string start = "2026-03-05 15:00", SessionKind kind = SessionKind.PartyClass, Func<Session, Session>? change = null)
    {
        var session = new Session
        {
            Id = new SessionId(Guid.NewGuid()),
            Number = ++_sessions,
            Kind = kind,
            Theme = "Theme",
            StartsAt = LocalTime.At(start),
            EndsAt = LocalTime.At(start).AddHours(2),
            Place = "Room",
            Audience = kind switch
            {
                SessionKind.CommitteeMeeting => new Audience(AudienceKind.Committee),
                SessionKind.GroupMeeting => new Audience(AudienceKind.Group, People.Group1.Id),
                _ => Audience.WholeBranch,
            },
            HeldOnItsOwn = true,
            CreatedBy = People.Secretary.Id,
            CheckInSecret = [1, 2, 3],
        };
        session = change?.Invoke(session) ?? session;
        await live.CommitAsync(new SessionCreated(session));
        return session;
    }

    /// <summary>The session as its change makes it.</summary>
    public async Task<Session> ChangedAsync(Session session, Func<Session, Session> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var stored = await live.Books.SessionAsync(session);
        var changed = change(stored) with { Version = stored.Version + 1 };
        await live.CommitAsync(new SessionChanged(changed));
        return changed;
    }

    /// <summary>Time passes until the start: the list of those expected is frozen.</summary>
    public async Task<Session> BegunAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        PassUntil(session.StartsAt);
        return await WorkAsync(session, "session.open");
    }

    /// <summary>
    /// Everybody expected but the missing checks in at the start, and time passes until the end: the list waits for its
    /// confirmation.
    /// </summary>
    public async Task<Session> EndedAsync(Session session, params Member[] missing)
    {
        ArgumentNullException.ThrowIfNull(session);
        var begun = await BegunAsync(session);
        var expected = ExpectedMembers.Of(begun, People.Members, LocalTime.DayOf(begun.StartsAt));
        await live.CommitAsync(
            [.. expected.Except(missing).Select(m => new CheckInSaved(new CheckInEntry(begun.Id, m.Id, begun.StartsAt, false, m.Id)))]);
        PassUntil(begun.EndsAt);
        return await WorkAsync(begun, "session.close");
    }

    /// <summary>The session took place, and the secretary confirmed the list: the missing are absent without leave.</summary>
    public async Task<Session> ConfirmedAsync(Session session, params Member[] missing)
    {
        var ended = await EndedAsync(session, missing);
        var outcome = await live.RunAsync("attendance.confirm", People.Secretary, ("session", ended.Id), ("confirm", true));
        Assert.Equal("attendance.confirmed", outcome.Key);
        return await live.Books.SessionAsync(ended);
    }

    /// <summary>A confirmed party class of a day at which the missing were absent without leave.</summary>
    public async Task<Session> HeldAsync(string start, params Member[] missing) => await ConfirmedAsync(await SessionAsync(start), missing);

    /// <summary>A request for leave.</summary>
    public async Task<LeaveRequest> LeaveAsync(Session session, Member member, RequestStatus status = RequestStatus.Pending, Member? by = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(member);
        var request = new LeaveRequest
        {
            Id = new LeaveRequestId(Guid.NewGuid()),
            Session = session.Id,
            Member = member.Id,
            Reason = LeaveReason.Family,
            ReasonText = "Reason",
            Status = status,
            RequestedAt = live.Now,
            DecidedBy = status == RequestStatus.Pending ? null : (by ?? People.Secretary).Id,
            DecidedAt = status == RequestStatus.Pending ? null : live.Now,
        };
        await live.CommitAsync(new LeaveRequested(request));
        return request;
    }

    /// <summary>An answer to a session.</summary>
    public async Task SignUpAsync(Session session, Member member, SignUpStatus status = SignUpStatus.Going)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(member);
        live.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, count) = await live.Get<ISignUpReader>().ForSessionAsync(People.Id, session.Id, TestContext.Current.CancellationToken);
        await live.CommitAsync(new SignUpSaved(
            new SignUpEntry(session.Id, member.Id, status, live.Now, member.Id), session.SignUp.Capacity is null ? null : count));
    }

    /// <summary>The recorder's drafts.</summary>
    public Task MarkedAsync(Session session, AttendanceStatus status, params Member[] members) => live.CommitAsync(new FactsAppended(
        [.. members.Select(m => new AttendanceFact(session.Id, m.Id, status, false, People.Recorder.Id, live.Now, "mark"))]));

    /// <summary>A dispute of a member's record.</summary>
    public async Task<Dispute> DisputeAsync(Session session, Member member)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(member);
        var dispute = new Dispute
        {
            Id = new DisputeId(Guid.NewGuid()),
            Session = session.Id,
            Member = member.Id,
            Statement = "I was there",
            OpenedAt = live.Now,
        };
        await live.CommitAsync(new DisputeOpened(dispute));
        return dispute;
    }

    /// <summary>A step that was reached at a session.</summary>
    public async Task<EscalationStep> StepAsync(
        Session session, Member member, StepLevel level = StepLevel.Admonish, StepState state = StepState.Proposed)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(member);
        var step = new EscalationStep
        {
            Id = new StepId(Guid.NewGuid()),
            Member = member.Id,
            Level = level,
            ReachedAt = session.Id,
            Run = [session.Id],
            State = state,
            OpenedAt = live.Now,
            SentAt = state == StepState.Sent ? live.Now : null,
        };
        await live.CommitAsync(new StepOpened(step));
        return step;
    }

    /// <summary>A line of the points table.</summary>
    public async Task<PointsItem> ItemAsync(string name = "Service", decimal value = 2, bool isActive = true)
    {
        var item = new PointsItem(new PointsItemId(Guid.NewGuid()), PointsCategory.Role, name, value, "hour", isActive);
        await live.CommitAsync(new PointsItemSaved(item));
        return item;
    }

    /// <summary>A claim of one unit for this month.</summary>
    public async Task<PointsClaim> ClaimAsync(PointsItem item, Member member)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(member);
        var claim = new PointsClaim
        {
            Id = new PointsClaimId(Guid.NewGuid()),
            Member = member.Id,
            Item = item.Id,
            Quantity = 1,
            Points = item.Value,
            Statement = "Cleaned the park",
            Month = PointsMonth.Of(LocalTime.DayOf(live.Now)),
            ClaimedAt = live.Now,
        };
        await live.CommitAsync(new PointsClaimed(claim));
        return claim;
    }

    /// <summary>A line of a member's points account.</summary>
    public Task EntryAsync(Member member, decimal points, int month = 3) => live.CommitAsync(new PointsAppended(new PointsEntry(
        Guid.NewGuid(), member.Id, points, new PointsMonth(2026, month), null, EntryCause.Correction, People.Secretary.Id, live.Now)));

    /// <summary>Study material.</summary>
    public async Task<Material> MaterialAsync(Member drafter, RequestStatus state = RequestStatus.Pending, Session? session = null)
    {
        ArgumentNullException.ThrowIfNull(drafter);
        var material = new Material
        {
            Id = new MaterialId(Guid.NewGuid()),
            Number = ++_materials,
            Title = $"Chapter {_materials}",
            Body = "Please read.",
            Session = session?.Id,
            DraftedBy = drafter.Id,
            Status = state,
            CreatedAt = live.Now,
        };
        await live.CommitAsync(new MaterialAdded(material));
        return material;
    }

    /// <summary>The roster holds the member in this form.</summary>
    public async Task<Member> MemberAsync(Member member)
    {
        await live.CommitAsync(new MemberSaved(member));
        return member;
    }

    /// <summary>The member lost every office.</summary>
    public Task WithoutOfficeAsync(Member member) => MemberAsync(member with { Roles = Roles.None });

    /// <summary>The branch's policy has this section.</summary>
    public async Task PolicyAsync<T>(T section)
        where T : class, IPolicySection, new()
    {
        var policy = (await live.SnapshotAsync()).Policy;
        await live.CommitAsync(new PolicySaved(policy.With(section) with { Version = policy.Version + 1 }));
    }

    /// <summary>Time passes until an instant; nothing when it is over.</summary>
    public void PassUntil(DateTimeOffset instant)
    {
        if (instant > live.Now)
        {
            live.Clock.SetUtcNow(instant);
        }
    }

    private async Task<Session> WorkAsync(Session session, string kind)
    {
        var rendering = await live.Get<SessionWork>().RenderAsync(
            new OutboxItem
            {
                Id = Guid.NewGuid(),
                Branch = People.Id,
                DueAt = live.Now,
                Kind = kind,
                Recipient = Recipient.Worker,
                Facts = new Dictionary<string, string> { ["session"] = session.Id.ToString() },
            },
            await live.SnapshotAsync(),
            live.Now,
            TestContext.Current.CancellationToken);
        await live.CommitAsync(Assert.IsType<Rendering.Work>(rendering).Changes.Changes);
        return await live.Books.SessionAsync(session);
    }
}
