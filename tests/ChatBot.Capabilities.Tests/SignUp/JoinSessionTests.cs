using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Wording;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.SignUp;

public sealed class JoinSessionTests(UseCaseStores stores) : UseCaseTests(stores, "signup.join")
{
    [Fact]
    public async Task Join_SessionAhead_IsGoingAndTheListIsGathered() // §25 (j)
    {
        var session = await Given.SessionAsync();

        await DoneAsync("signup.joined", People.Ann, ("session", session.Id));
        await DoneAsync("signup.joined", People.Bob, ("session", session.Id));

        Assert.Equal(["Ann Going", "Bob Going"], (await Books.SignUpsAsync(session)).Order(StringComparer.Ordinal));
        Assert.Equal(["signup.digest to group"], await Books.ToldAsync());
        Assert.Equal(["Ann signup.join", "Bob signup.join"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Join_NoPlaceLeft_WaitsInOrder() // §25 (j): first come, first served
    {
        var session = await Given.SessionAsync(kind: SessionKind.Activity, change: s => s with { SignUp = new SignUpRule(true, 1) });
        await Given.SignUpAsync(session, People.Ann);
        Branch.Clock.Advance(TimeSpan.FromMinutes(1));

        var outcome = await DoneAsync("signup.waiting", People.Bob, ("session", session.Id));

        Assert.Equal(["Ann Going", "Bob Waiting"], await Books.SignUpsAsync(session));
        Assert.Equal(1, outcome.Fact("position"));
    }

    [Fact]
    public async Task Join_TwoAtOnceForTheLastPlace_OneWaits()
    {
        var session = await Given.SessionAsync(kind: SessionKind.Activity, change: s => s with { SignUp = new SignUpRule(true, 1) });

        var outcomes = await Task.WhenAll(RunAsync(People.Ann, ("session", session.Id)), RunAsync(People.Bob, ("session", session.Id)));

        Assert.Equal(["signup.joined", "signup.waiting"], outcomes.Select(o => o.Key).Order(StringComparer.Ordinal));
        Assert.Single(await Books.SignUpsAsync(session), s => s.EndsWith("Going", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Join_ASecondTime_SaysSoAndWritesNothing()
    {
        var session = await Given.SessionAsync();
        await Given.SignUpAsync(session, People.Ann);

        await AnswersAsync("signup.already", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Join_GroupMeeting_IsListedInThatGroup()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await DoneAsync("signup.joined", People.Ann, ("session", session.Id));

        Assert.Equal(["signup.digest to Group 1"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Join_MeetingOfAnotherGroup_IsRefused()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await RefusedAsync("signup.not_meant", People.Bob, ("session", session.Id));
    }

    [Fact]
    public async Task Join_ForAnother_IsKeptWithWhoEnteredIt() // §20: signup.other, logged
    {
        var session = await Given.SessionAsync();

        await DoneAsync("signup.joined", People.Leader, ("session", session.Id), ("member", People.Ann));

        Assert.Equal(["Ann Going"], await Books.SignUpsAsync(session));
        Assert.Equal(
            People.Leader.Id.Value, Assert.Single(await Books.ListAsync("SELECT entered_by FROM sign_up WHERE branch_id = $1", r => r.GetGuid(0))));
        Assert.Equal(["Leader signup.join_for"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Join_ForAnotherByWhomTheRowReaches_IsKept() // §20: L grp, R ses, S
    {
        var session = await Given.SessionAsync(change: s => s with { Recorder = People.Recorder.Id });

        await DoneAsync("signup.joined", People.Recorder, ("session", session.Id), ("member", People.Ann));
        await DoneAsync("signup.joined", People.Secretary, ("session", session.Id), ("member", People.Bob));
    }

    [Fact]
    public async Task Join_ForAnotherByOthers_IsRefused() // §20: L only the own group
    {
        var session = await Given.SessionAsync(change: s => s with { Recorder = People.Recorder.Id });

        await RefusedForAsync(
            [People.Amy, People.OtherLeader, People.Committee, People.Deputy, People.Observer], ("session", session.Id), ("member", People.Ann));
    }

    [Fact]
    public async Task Join_ForAnotherByARecorderWhomTheSessionDoesNotName_IsRefused() // §20: ses
    {
        var session = await Given.SessionAsync(change: s => s with { Recorder = People.Bob.Id });

        await RefusedAsync("refused.role", People.Recorder, ("session", session.Id), ("member", People.Ann));
        await DoneAsync("signup.joined", People.Bob, ("session", session.Id), ("member", People.Ann));
    }

    [Theory]
    [InlineData(SessionPhase.Cancelled)]
    [InlineData(SessionPhase.Listed)]
    [InlineData(SessionPhase.Confirmed)]
    public async Task Join_SessionThatIsCancelledOrOver_IsRefused(SessionPhase phase)
    {
        var session = await Given.ChangedAsync(await Given.SessionAsync(), s => s with { Phase = phase });

        await RefusedAsync("signup.closed", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Join_AfterTheDeadlineOrWithoutSignUp_IsRefused()
    {
        var until = await Given.SessionAsync(change: s => s with { SignUp = new SignUpRule(true, null, LocalTime.At("2026-03-04 12:00")) });
        var none = await Given.SessionAsync(change: s => s with { SignUp = new SignUpRule(false) });
        Given.PassUntil(LocalTime.At("2026-03-04 12:01"));

        await RefusedAsync("signup.closed", People.Ann, ("session", until.Id));
        await RefusedAsync("signup.closed", People.Ann, ("session", none.Id));
    }

    [Fact]
    public async Task Join_WithLeaveAsked_PointsToItInPrivateOnly() // §20, place B: nothing about one person in a group
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann);
        await Given.LeaveAsync(session, People.Bob);

        var here = await RunAsync(People.Ann, ("session", session.Id));
        var group = await RunInGroupAsync(People.Bob, ("session", session.Id));

        Assert.Equal("leave.status.pending", (here.Fact("leave") as Phrase)?.Key);
        Assert.Null(group.Fact("leave"));
        Assert.Equal(["leave.withdraw", "signup.leave"], here.Buttons);
        Assert.Equal(["signup.leave"], group.Buttons);
    }

    [Fact]
    public async Task Join_UnknownSessionOrMember_IsRefused()
    {
        var session = await Given.SessionAsync();

        await RefusedAsync("sessions.not_found", People.Ann, ("session", Guid.NewGuid()));
        await RefusedAsync("signup.member_unknown", People.Secretary, ("session", session.Id), ("member", Guid.NewGuid()));
    }

    [Fact]
    public async Task Join_ByAnObserver_IsRefused() // §20, column O
    {
        var session = await Given.SessionAsync();

        await RefusedAsync("refused.observer", People.Observer, ("session", session.Id));
    }
}
