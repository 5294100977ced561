using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class ChangeSessionTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.change")
{
    [Fact]
    public async Task Change_Time_MovesTheEndTellsTheGroupAndPlansAnew()
    {
        var session = await CreatedAsync();

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("starts_at", session.StartsAt.AddDays(1)));

        var changed = await Books.SessionAsync(session);
        Assert.Equal(
            (session.StartsAt.AddDays(1), session.EndsAt.AddDays(1), session.Version + 1), (changed.StartsAt, changed.EndsAt, changed.Version));
        Assert.Equal(["session.changed to group"], await Books.ToldAsync("session.changed"));
        Assert.Equal(changed.StartsAt, Assert.Single(await Books.OutboxAsync("session.open"), r => r.State == "waiting").DueAt);
        Assert.All(
            (await Books.OutboxAsync("session.reminder")).Where(r => r.State == "waiting"),
            r => Assert.Contains($"\"version\": \"{changed.Version}\"", r.Facts, StringComparison.Ordinal));
        Assert.Contains("Secretary session.change", await Books.AuditAsync());
    }

    [Fact]
    public async Task Change_CommitteeMeeting_IsToldPrivatelyAndNeverToTheGroup()
    {
        var session = await Given.SessionAsync("2026-03-10 15:00", SessionKind.CommitteeMeeting);

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("place", "Another room"));

        Assert.Equal(
            ["session.changed to Committee", "session.changed to OtherCommittee", "session.changed to Secretary"],
            await Books.ToldAsync("session.changed"));
        Assert.DoesNotContain(await Books.OutboxAsync(), row => row.To == "group");
    }

    [Fact]
    public async Task Change_OnlyTheRecorder_TellsNobody()
    {
        var session = await CreatedAsync();

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("recorder", People.Bob));

        Assert.Equal(People.Bob.Id, (await Books.SessionAsync(session)).Recorder);
        Assert.Empty(await Books.ToldAsync("session.changed"));
    }

    [Fact]
    public async Task Change_HeldOnItsOwnAfterTheEnd_IsKept()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync());

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("held_on_its_own", false));

        Assert.False((await Books.SessionAsync(session)).HeldOnItsOwn);
    }

    [Fact]
    public async Task Change_OpenOnlineToAll_IsKept() // C-20
    {
        var session = await CreatedAsync();

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("online_for_all", true));

        Assert.True((await Books.SessionAsync(session)).OnlineForAll);
    }

    [Fact]
    public async Task Change_Stages_AreKept()
    {
        var session = await Given.SessionAsync("2026-03-10 15:00", SessionKind.Collective);

        await DoneAsync("sessions.changed", People.Secretary, ("session", session.Id), ("stages", "Study,Lecture"));

        Assert.Equal([AgendaStage.Study, AgendaStage.Lecture], (await Books.SessionAsync(session)).Stages);
    }

    [Fact]
    public async Task Change_ToWhatItIs_IsRefused()
    {
        var session = await CreatedAsync();

        await RefusedAsync("sessions.nothing_changed", People.Secretary, ("session", session.Id), ("place", session.Place));
    }

    [Fact]
    public async Task Change_TimeIntoThePastOrAfterItBegun_IsRefused()
    {
        var session = await CreatedAsync();
        await RefusedAsync("sessions.in_the_past", People.Secretary, ("session", session.Id), ("starts_at", Branch.Now));
        await RefusedAsync("sessions.ends_before_start", People.Secretary, ("session", session.Id), ("ends_at", session.StartsAt));
        await Given.BegunAsync(session);

        await RefusedAsync("sessions.in_the_past", People.Secretary, ("session", session.Id), ("starts_at", session.StartsAt.AddDays(1)));
    }

    [Theory]
    [InlineData(SessionPhase.Cancelled)]
    [InlineData(SessionPhase.Confirmed)]
    public async Task Change_SessionThatIsClosed_IsRefused(SessionPhase phase)
    {
        var session = await Given.ChangedAsync(await Given.SessionAsync(), s => s with { Phase = phase });

        await RefusedAsync("sessions.closed", People.Secretary, ("session", session.Id), ("place", "Another room"));
    }

    [Fact]
    public async Task Change_GroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var session = await Given.SessionAsync("2026-03-10 15:00", SessionKind.GroupMeeting);

        await RefusedAsync("refused.role", People.OtherLeader, ("session", session.Id), ("place", "Another room"));
        await DoneAsync("sessions.changed", People.Leader, ("session", session.Id), ("place", "Another room"));
        Assert.Equal(["session.changed to Group 1"], await Books.ToldAsync("session.changed"));
    }

    [Fact]
    public async Task Change_ByOthersOrUnknown_IsRefused() // §20: L grp, S
    {
        var session = await CreatedAsync();

        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            ("session", session.Id),
            ("place", "Another room"));
        await RefusedAsync("sessions.not_found", People.Secretary, ("session", Guid.NewGuid()), ("place", "Another room"));
    }

    /// <summary>Called by the secretary, with everything planned.</summary>
    private async Task<Session> CreatedAsync()
    {
        await Branch.RunAsync(
            "sessions.create",
            People.Secretary,
            ("kind", SessionKind.PartyClass),
            ("starts_at", LocalTime.At("2026-03-10 15:00")),
            ("theme", "Theme"),
            ("place", "Room"));
        return Assert.Single(await Books.SessionsAsync());
    }
}
