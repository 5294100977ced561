using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class ShowSessionTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.show")
{
    [Fact]
    public async Task Show_SessionOfTheOwnAudience_IsShownInFull()
    {
        var session = await Given.SessionAsync(change: s => s with { Recorder = People.Recorder.Id });

        var outcome = await AnswersAsync("sessions.details", People.Ann, ("session", session.Id));

        Assert.Equal(
            (1, SessionKind.PartyClass, "Theme", "Room", "Recorder"),
            (outcome.Fact("number"), outcome.Fact("kind"), outcome.Fact("theme"), outcome.Fact("place"), outcome.Fact("recorder")));
        Assert.Equal(["signup.join", "leave.request"], outcome.Buttons);
    }

    [Fact]
    public async Task Show_SessionThatIsOver_OffersNoAnswer()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync());

        Assert.Empty((await AnswersAsync("sessions.details", People.Ann, ("session", session.Id))).Buttons);
    }

    [Fact]
    public async Task Show_SessionOfAnotherAudience_IsNotFound() // §20; R-102
    {
        var group = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        var committee = await Given.SessionAsync(kind: SessionKind.CommitteeMeeting);

        await RefusedAsync("sessions.not_found", People.Bob, ("session", group.Id));
        await RefusedAsync("sessions.not_found", People.Ann, ("session", committee.Id));
        await AnswersAsync("sessions.details", People.Committee, ("session", committee.Id));
    }

    [Fact]
    public async Task Show_InTheGroup_IsTheSame() // §20, place B
    {
        var session = await Given.SessionAsync();

        Assert.Equal("sessions.details", (await RunInGroupAsync(People.Ann, ("session", session.Id))).Key);
    }

    [Fact]
    public async Task Show_UnknownOrByAnObserverWithoutAGrant_IsRefused()
    {
        var session = await Given.SessionAsync();

        await RefusedAsync("sessions.not_found", People.Ann, ("session", Guid.NewGuid()));
        await RefusedAsync("refused.observer", People.Observer, ("session", session.Id));
    }
}
