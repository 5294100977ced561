using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class CreateSessionTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.create")
{
    private static readonly DateTimeOffset Start = LocalTime.At("2026-03-10 15:00");

    [Fact]
    public async Task Create_PartyClass_IsKeptAnnouncedToTheGroupAndPlanned()
    {
        await DoneAsync(
            "sessions.created",
            People.Secretary,
            ("kind", SessionKind.PartyClass),
            ("starts_at", Start),
            ("theme", "Theme"),
            ("place", "Room"),
            ("recorder", People.Bob));

        var session = Assert.Single(await Books.SessionsAsync());
        Assert.Equal(
            (1, SessionKind.PartyClass, "Theme", Start, Start.AddHours(2), "Room", SessionPhase.Scheduled),
            (session.Number, session.Kind, session.Theme, session.StartsAt, session.EndsAt, session.Place, session.Phase));
        Assert.Equal((Audience.WholeBranch, People.Bob.Id, People.Secretary.Id), (session.Audience, session.Recorder, session.CreatedBy));
        Assert.Equal(
            [
                "session.close to work", "session.notice to group", "session.nudges to work", "session.nudges to work",
                "session.nudges to work", "session.open to work", "session.reminder to group", "session.reminder to group",
                "session.reminder to group",
            ],
            await Books.ToldAsync());
        Assert.Equal(["Secretary session.create"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Create_Reminders_AreDueThreeDaysOneDayAndTwoHoursBefore()
    {
        await RunAsync(People.Secretary, Meeting(SessionKind.PartyClass));

        Assert.Equal(
            [Start.AddDays(-3), Start.AddDays(-1), Start.AddHours(-2)], (await Books.OutboxAsync("session.reminder")).Select(r => r.DueAt));
        Assert.Equal(Start, Assert.Single(await Books.OutboxAsync("session.open")).DueAt);
        Assert.Equal(Start.AddHours(2), Assert.Single(await Books.OutboxAsync("session.close")).DueAt);
    }

    [Fact]
    public async Task Create_CommitteeMeeting_IsToldToTheCommitteePrivatelyAndNeverToTheGroup()
    {
        await DoneAsync("sessions.created", People.Secretary, Meeting(SessionKind.CommitteeMeeting));

        Assert.Equal(AudienceKind.Committee, Assert.Single(await Books.SessionsAsync()).Audience.Kind);
        Assert.Equal(
            ["session.notice to Committee", "session.notice to OtherCommittee", "session.notice to Secretary"],
            await Books.ToldAsync("session.notice"));
        Assert.DoesNotContain(await Books.OutboxAsync(), row => row.To is "group" or "Group 1" or "Group 2");
        Assert.Equal(
            ["Committee", "OtherCommittee", "Secretary"], await Books.ExpectedAsync(Assert.Single(await Books.SessionsAsync())));
    }

    [Fact]
    public async Task Create_GroupMeetingByItsLeader_IsToldToThatGroup() // R-103, §20: grp
    {
        await DoneAsync("sessions.created", People.Leader, Meeting(SessionKind.GroupMeeting));

        var session = Assert.Single(await Books.SessionsAsync());
        Assert.Equal(new Audience(AudienceKind.Group, People.Group1.Id), session.Audience);
        Assert.Equal(["session.notice to Group 1"], await Books.ToldAsync("session.notice"));
        Assert.Equal(["Amy", "Ann", "Committee", "Leader", "Secretary"], await Books.ExpectedAsync(session));
    }

    [Fact]
    public async Task Create_ByALeaderForTheBranchOrAnotherGroup_IsRefused() // §20: grp
    {
        await RefusedAsync("refused.role", People.Leader, Meeting(SessionKind.PartyClass));
        await RefusedAsync("refused.role", People.Leader, [.. Meeting(SessionKind.GroupMeeting), ("group", People.Group2.Id)]);
        await RefusedAsync("refused.role", People.Leader, Meeting(SessionKind.CommitteeMeeting));
    }

    [Fact]
    public async Task Create_ByOthers_IsRefused() => await RefusedForAsync( // §20: L grp, S
        [People.Ann, People.Recorder, People.Committee, People.Deputy, People.Observer], Meeting(SessionKind.PartyClass));

    [Fact]
    public async Task Create_WithoutARecorder_NamesWhoHoldsTheOffice()
    {
        await RunAsync(People.Secretary, Meeting(SessionKind.PartyClass));

        Assert.Equal(People.Recorder.Id, Assert.Single(await Books.SessionsAsync()).Recorder);
    }

    [Fact]
    public async Task Create_WithoutATheme_IsRefused() => await RefusedAsync(
        "sessions.needs_theme", People.Secretary, ("kind", SessionKind.PartyClass), ("starts_at", Start));

    [Fact]
    public async Task Create_WithoutKindOrTime_IsRefused()
    {
        await RefusedAsync("sessions.create_incomplete", People.Secretary, ("kind", SessionKind.PartyClass), ("theme", "Theme"));
        await RefusedAsync("sessions.create_incomplete", People.Secretary, ("starts_at", Start), ("theme", "Theme"));
    }

    [Fact]
    public async Task Create_InThePastOrEndingBeforeItBegins_IsRefused()
    {
        await RefusedAsync(
            "sessions.in_the_past",
            People.Secretary,
            ("kind", SessionKind.PartyClass),
            ("starts_at", Branch.Now),
            ("theme", "Theme"));
        await RefusedAsync("sessions.ends_before_start", People.Secretary, [.. Meeting(SessionKind.PartyClass), ("ends_at", Start)]);
    }

    [Fact]
    public async Task Create_GroupMeetingWithoutAGroup_IsRefused()
    {
        await Given.MemberAsync(People.Secretary with { Group = null });

        await RefusedAsync("sessions.needs_group", People.Secretary, Meeting(SessionKind.GroupMeeting));
    }

    [Fact]
    public async Task Create_InTheGroup_IsKept() // §20, place B
    {
        await RunInGroupAsync(People.Secretary, Meeting(SessionKind.ThemeDay));

        Assert.Equal(SessionKind.ThemeDay, Assert.Single(await Books.SessionsAsync()).Kind);
    }

    [Fact]
    public async Task Create_TwoAtOnce_GetDifferentNumbers()
    {
        await Task.WhenAll(RunAsync(People.Secretary, Meeting(SessionKind.PartyClass)), RunAsync(People.Leader, Meeting(SessionKind.GroupMeeting)));

        Assert.Equal([1, 2], (await Books.SessionsAsync()).Select(s => s.Number));
    }

    [Fact]
    public async Task Create_OnShortNotice_LeavesOutRemindersThatAreOver()
    {
        await RunAsync(
            People.Secretary, ("kind", SessionKind.PartyClass), ("starts_at", Branch.Now.AddHours(3)), ("theme", "Theme"));

        Assert.Equal(Branch.Now.AddHours(1), Assert.Single(await Books.OutboxAsync("session.reminder")).DueAt);
    }

    private static (string, object?)[] Meeting(SessionKind kind) => [("kind", kind), ("starts_at", Start), ("theme", "Theme")];
}
