using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.CheckIn;

public sealed class CheckInSelfTests(UseCaseStores stores) : UseCaseTests(stores, "checkin.self")
{
    [Fact]
    public async Task CheckIn_WithTheCodeShown_IsKept()
    {
        var session = await BegunAsync();

        await DoneAsync("checkin.done", People.Ann, ("code", CodeOf(session)));

        var entry = Assert.Single(await Books.CheckInsAsync(session));
        Assert.Equal((People.Ann.Id, People.Ann.Id, false, Branch.Now), (entry.Member, entry.By, entry.IsOnline, entry.At));
        Assert.Contains("Ann checkin.self", await Books.AuditAsync());
    }

    [Fact]
    public async Task CheckIn_AfterTheMinutesOfGrace_IsSaidToBeLateInPrivateOnly() // R-713, §20, place B
    {
        var session = await BegunAsync();
        Branch.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal(true, (await DoneAsync("checkin.done", People.Ann, ("code", CodeOf(session)))).Fact("late"));
        Assert.Equal(false, (await RunInGroupAsync(People.Bob, ("code", CodeOf(session)))).Fact("late"));
        Assert.Equal(2, (await Books.CheckInsAsync(session)).Count);
    }

    [Fact]
    public async Task CheckIn_ASecondTime_SaysSoAndWritesNothing()
    {
        var session = await BegunAsync();
        await RunAsync(People.Ann, ("code", CodeOf(session)));

        await AnswersAsync("checkin.already", People.Ann, ("code", CodeOf(session)));
    }

    [Fact]
    public async Task CheckIn_WithoutACodeOrWithAWrongOne_IsRefused()
    {
        var session = await BegunAsync();

        await RefusedAsync("checkin.needs_code", People.Ann);
        await RefusedAsync("checkin.wrong_code", People.Ann, ("code", WrongCodeOf(session)));
    }

    [Fact]
    public async Task CheckIn_ManyWrongCodes_IsToldToWait()
    {
        var session = await BegunAsync();
        for (var i = 0; i < 5; i++)
        {
            await RefusedAsync("checkin.wrong_code", People.Ann, ("code", WrongCodeOf(session)));
        }

        await RefusedAsync("checkin.too_many_wrong", People.Ann, ("code", WrongCodeOf(session)));
        await RefusedAsync("checkin.wrong_code", People.Bob, ("code", WrongCodeOf(session)));
    }

    [Fact]
    public async Task CheckIn_WithAnOldCode_IsRefused()
    {
        var session = await BegunAsync();
        var old = CodeOf(session);
        Branch.Clock.Advance(TimeSpan.FromMinutes(5));

        await RefusedAsync("checkin.wrong_code", People.Ann, ("code", old));
    }

    [Fact]
    public async Task CheckIn_OnlineByAMobileMember_NeedsNoCode() // R-508, C-20
    {
        var session = await BegunAsync();

        await DoneAsync("checkin.done", People.Mobile, ("online", true));

        Assert.True(Assert.Single(await Books.CheckInsAsync(session)).IsOnline);
    }

    [Fact]
    public async Task CheckIn_OnlineByOthers_IsRefusedUnlessTheSessionIsOpenToAll() // C-20
    {
        var session = await Given.BegunAsync(await Given.SessionAsync());

        await RefusedAsync("checkin.online_not_allowed", People.Ann, ("online", true));
        await Given.ChangedAsync(session, s => s with { OnlineForAll = true });
        await DoneAsync("checkin.done", People.Ann, ("online", true));
    }

    [Theory]
    [InlineData(OnlineAllowed.All, "checkin.done")]
    [InlineData(OnlineAllowed.None, "checkin.online_not_allowed")]
    public async Task CheckIn_Online_FollowsThePolicy(OnlineAllowed allowed, string key) // online.allowed
    {
        await Given.PolicyAsync(new OnlinePolicy { Allowed = allowed });
        await BegunAsync();

        Assert.Equal(key, (await RunAsync(People.Mobile, ("online", true))).Key);
    }

    [Fact]
    public async Task CheckIn_BeforeItOpens_SaysWhen()
    {
        var session = await Given.SessionAsync();
        Given.PassUntil(LocalTime.At("2026-03-05 14:29"));

        var outcome = await RefusedAsync("checkin.too_early", People.Ann, ("code", CodeOf(session)));

        Assert.Equal(LocalTime.At("2026-03-05 14:30"), outcome.Fact("from"));
    }

    [Fact]
    public async Task CheckIn_SessionThatIsOverCancelledOrAnothers_IsRefused()
    {
        await RefusedAsync("checkin.nothing_open", People.Ann, ("code", "0000"));
        var group = await Given.BegunAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting));
        await RefusedAsync("checkin.nothing_open", People.Bob, ("code", CodeOf(group)));
        await Given.ChangedAsync(group, s => s with { Phase = SessionPhase.Cancelled });
        await RefusedAsync("checkin.nothing_open", People.Ann, ("code", CodeOf(group)));
    }

    [Fact]
    public async Task CheckIn_AfterTheEnd_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RefusedAsync("checkin.nothing_open", People.Ann, ("code", CodeOf(session)));
    }

    [Fact]
    public async Task CheckIn_ByAnObserver_IsRefused()
    {
        var session = await BegunAsync();

        await RefusedAsync("refused.observer", People.Observer, ("code", CodeOf(session)));
    }

    private async Task<Session> BegunAsync() => await Given.BegunAsync(await Given.SessionAsync());

    private string CodeOf(Session session) => CheckInRules.CodeAt(session.CheckInSecret, Branch.Now);

    private string WrongCodeOf(Session session) =>
        Enumerable.Range(0, 10).Select(n => $"000{n}").First(code => !CheckInRules.Accepts(session.CheckInSecret, code, Branch.Now));
}
