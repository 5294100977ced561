using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.CheckIn;

public sealed class CheckInOtherTests(UseCaseStores stores) : UseCaseTests(stores, "checkin.other")
{
    [Fact]
    public async Task CheckIn_AnotherByTheRecorder_IsKeptWithWhoEnteredIt() // §20: 代, logged
    {
        var session = await BegunAsync();

        await DoneAsync("checkin.done_for", People.Recorder, ("session", session.Id), ("member", People.Ann));

        var entry = Assert.Single(await Books.CheckInsAsync(session));
        Assert.Equal((People.Ann.Id, People.Recorder.Id), (entry.Member, entry.By));
        Assert.Contains("Recorder checkin.other", await Books.AuditAsync());
    }

    [Fact]
    public async Task CheckIn_AnotherByLeaderOrSecretary_IsKept() // §20: L grp, S
    {
        var session = await BegunAsync();

        await DoneAsync("checkin.done_for", People.Leader, ("session", session.Id), ("member", People.Ann));
        await DoneAsync("checkin.done_for", People.Secretary, ("session", session.Id), ("member", People.Bob));

        Assert.Equal(2, (await Books.CheckInsAsync(session)).Count);
    }

    [Fact]
    public async Task CheckIn_AnotherByOthers_IsRefused() // §20: L only the own group
    {
        var session = await BegunAsync();

        await RefusedForAsync(
            [People.Amy, People.OtherLeader, People.Committee, People.Deputy, People.Observer], ("session", session.Id), ("member", People.Ann));
    }

    [Fact]
    public async Task CheckIn_ByARecorderWhomTheSessionDoesNotName_IsRefused() // §20: ses
    {
        var session = await Given.BegunAsync(await Given.SessionAsync(change: s => s with { Recorder = People.Bob.Id }));

        await RefusedAsync("refused.role", People.Recorder, ("session", session.Id), ("member", People.Ann));
    }

    [Fact]
    public async Task CheckIn_Oneself_NeedsTheCode() // §20, rule 1: nobody marks the own line
    {
        var session = await BegunAsync();

        await RefusedAsync("checkin.needs_code", People.Recorder, ("session", session.Id), ("member", People.Recorder));
        await RefusedAsync("checkin.needs_code", People.Secretary, ("session", session.Id), ("member", People.Secretary));
    }

    [Fact]
    public async Task CheckIn_SomebodyTwice_KeepsTheFirst()
    {
        var session = await BegunAsync();
        await RunAsync(People.Recorder, ("session", session.Id), ("member", People.Ann));
        Branch.Clock.Advance(TimeSpan.FromMinutes(1));

        await RunAsync(People.Secretary, ("session", session.Id), ("member", People.Ann));

        var entry = Assert.Single(await Books.CheckInsAsync(session));
        Assert.Equal((People.Recorder.Id, session.StartsAt), (entry.By, entry.At));
    }

    [Fact]
    public async Task CheckIn_SomebodyWhoIsNotMeant_IsRefused()
    {
        var session = await Given.BegunAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting));

        await RefusedAsync("signup.not_meant", People.Secretary, ("session", session.Id), ("member", People.Bob));
    }

    [Fact]
    public async Task CheckIn_BeforeItOpensOrAfterTheEnd_IsRefused()
    {
        var session = await Given.SessionAsync();
        await RefusedAsync("checkin.closed", People.Recorder, ("session", session.Id), ("member", People.Ann));
        await Given.EndedAsync(session, People.Ann);

        await RefusedAsync("checkin.closed", People.Recorder, ("session", session.Id), ("member", People.Ann));
    }

    [Fact]
    public async Task CheckIn_UnknownMember_IsRefused()
    {
        var session = await BegunAsync();

        await RefusedAsync("sessions.not_found", People.Recorder, ("session", session.Id), ("member", Guid.NewGuid()));
    }

    private async Task<Session> BegunAsync() => await Given.BegunAsync(await Given.SessionAsync());
}
