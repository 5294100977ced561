using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.CheckIn;

public sealed class ShowCheckInCodeTests(UseCaseStores stores) : UseCaseTests(stores, "checkin.code")
{
    [Fact]
    public async Task Show_SessionThatIsOpen_IsTheCodeThatChecksIn()
    {
        var session = await BegunAsync();

        var outcome = await AnswersAsync("checkin.code", People.Recorder, ("session", session.Id));

        Assert.True(CheckInRules.Accepts(session.CheckInSecret, (string)outcome.Fact("code")!, Branch.Now));
        Assert.Equal("checkin.done", (await Branch.RunAsync("checkin.self", People.Ann, ("code", outcome.Fact("code")))).Key);
    }

    [Fact]
    public async Task Show_WithoutASession_TakesTheOneThatOneMayShow()
    {
        await Given.BegunAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting));

        await AnswersAsync("checkin.code", People.Leader);
        await RefusedAsync("checkin.nothing_open", People.OtherLeader);
    }

    [Fact]
    public async Task Show_InTheGroup_IsTheSame() // §20, place B
    {
        var session = await BegunAsync();

        Assert.Equal("checkin.code", (await RunInGroupAsync(People.Secretary, ("session", session.Id))).Key);
    }

    [Fact]
    public async Task Show_ByOthers_IsRefused() // §20: L grp, R ses, S
    {
        var session = await BegunAsync();

        await RefusedForAsync([People.Ann, People.Leader, People.Committee, People.Deputy, People.Observer], ("session", session.Id));
    }

    [Fact]
    public async Task Show_BeforeItOpens_IsRefused()
    {
        var session = await Given.SessionAsync();

        await RefusedAsync("checkin.closed", People.Secretary, ("session", session.Id));
        await RefusedAsync("checkin.nothing_open", People.Secretary);
    }

    private async Task<Session> BegunAsync() => await Given.BegunAsync(await Given.SessionAsync());
}
