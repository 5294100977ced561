using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class RemindSilentTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.remind")
{
    [Fact]
    public async Task Remind_WithoutYes_SaysHowManyAndWritesNothing()
    {
        var session = await AskedAsync();

        Assert.Equal(2, (await PreviewsAsync("sessions.remind_preview", People.Leader, ("session", session.Id))).Fact("count"));
    }

    [Fact]
    public async Task Remind_Confirmed_NudgesTheSilentPrivately()
    {
        var session = await AskedAsync();

        await DoneAsync("sessions.reminded", People.Leader, ("session", session.Id), ("confirm", true));

        Assert.Equal(["session.nudge to Committee", "session.nudge to Secretary"], await Books.ToldAsync());
        Assert.Equal(["Leader session.remind"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Remind_TwiceInAnHour_NudgesOnce() // R-1406
    {
        var session = await AskedAsync();

        await RunAsync(People.Leader, ("session", session.Id), ("confirm", true));
        await RunAsync(People.Secretary, ("session", session.Id), ("confirm", true));

        Assert.Equal(2, (await Books.OutboxAsync("session.nudge")).Count);
    }

    [Fact]
    public async Task Remind_MemberWithoutAnAccount_IsNamedInPrivateOnly() // R-1404; §20: names P
    {
        var session = await Given.SessionAsync();

        Assert.Equal("Unreached", (await RunAsync(People.Secretary, ("session", session.Id), ("confirm", true))).Fact("unreachable"));
        Branch.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await RunInGroupAsync(People.Secretary, ("session", session.Id), ("confirm", true))).Fact("unreachable"));
    }

    [Fact]
    public async Task Remind_EverybodyAnswered_SaysSo()
    {
        var session = await Given.SessionAsync(kind: SessionKind.CommitteeMeeting);
        foreach (var member in new[] { People.Secretary, People.Committee, People.OtherCommittee })
        {
            await Given.SignUpAsync(session, member);
        }

        await AnswersAsync("sessions.all_answered", People.Secretary, ("session", session.Id), ("confirm", true));
    }

    [Fact]
    public async Task Remind_AfterItBegunOrCancelled_IsRefused()
    {
        var begun = await Given.BegunAsync(await Given.SessionAsync());
        var cancelled = await Given.ChangedAsync(await Given.SessionAsync("2026-03-20 15:00"), s => s with { Phase = SessionPhase.Cancelled });

        await RefusedAsync("sessions.already_begun", People.Secretary, ("session", begun.Id), ("confirm", true));
        await RefusedAsync("sessions.already_begun", People.Secretary, ("session", cancelled.Id), ("confirm", true));
    }

    [Fact]
    public async Task Remind_ByOthers_IsRefused() // §20: L grp, R ses, C, S
    {
        var session = await Given.SessionAsync(change: s => s with { Recorder = People.Bob.Id });

        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Deputy, People.Observer], ("session", session.Id), ("confirm", true));
        await PreviewsAsync("sessions.remind_preview", People.Bob, ("session", session.Id));
        await PreviewsAsync("sessions.remind_preview", People.Committee, ("session", session.Id));
    }

    /// <summary>A meeting of group 1 to which the secretary and the committee member have not answered.</summary>
    private async Task<Session> AskedAsync()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        await Given.SignUpAsync(session, People.Ann);
        await Given.SignUpAsync(session, People.Leader);
        await Given.LeaveAsync(session, People.Amy);
        return session;
    }
}
