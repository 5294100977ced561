using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class CancelSessionTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.cancel")
{
    [Fact]
    public async Task Cancel_SessionAhead_TellsTheGroupAndDropsWhatWasPlanned()
    {
        await Branch.RunAsync(
            "sessions.create",
            People.Secretary,
            ("kind", SessionKind.PartyClass),
            ("starts_at", LocalTime.At("2026-03-10 15:00")),
            ("theme", "Theme"));
        var session = Assert.Single(await Books.SessionsAsync());

        await DoneAsync("sessions.cancelled", People.Secretary, ("session", session.Id), ("text", "The room is flooded"));

        Assert.Equal(SessionPhase.Cancelled, (await Books.SessionAsync(session)).Phase);
        Assert.Equal(["session.cancelled to group"], await Books.ToldAsync());
        Assert.Contains("The room is flooded", Assert.Single(await Books.OutboxAsync("session.cancelled")).Facts, StringComparison.Ordinal);
        Assert.Contains("Secretary session.cancel", await Books.AuditAsync());
    }

    [Fact]
    public async Task Cancel_CommitteeMeeting_IsToldPrivatelyAndNeverToTheGroup()
    {
        var session = await Given.SessionAsync(kind: SessionKind.CommitteeMeeting);

        await DoneAsync("sessions.cancelled", People.Secretary, ("session", session.Id));

        Assert.Equal(
            ["session.cancelled to Committee", "session.cancelled to OtherCommittee", "session.cancelled to Secretary"],
            await Books.ToldAsync());
    }

    [Theory]
    [InlineData(SessionPhase.Cancelled)]
    [InlineData(SessionPhase.Confirmed)]
    public async Task Cancel_SessionThatIsClosed_IsRefused(SessionPhase phase)
    {
        var session = await Given.ChangedAsync(await Given.SessionAsync(), s => s with { Phase = phase });

        await RefusedAsync("sessions.closed", People.Secretary, ("session", session.Id));
    }

    [Fact]
    public async Task Cancel_GroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await RefusedAsync("refused.role", People.OtherLeader, ("session", session.Id));
        await DoneAsync("sessions.cancelled", People.Leader, ("session", session.Id));
        Assert.Equal(["session.cancelled to Group 1"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Cancel_ByOthersOrUnknown_IsRefused() // §20: L grp, S
    {
        var session = await Given.SessionAsync();

        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("session", session.Id));
        await RefusedAsync("sessions.not_found", People.Secretary, ("session", Guid.NewGuid()));
    }
}
