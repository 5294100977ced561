using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Study;

public sealed class ApproveMaterialTests(UseCaseStores stores) : UseCaseTests(stores, "study.approve")
{
    [Fact]
    public async Task Approve_ByASecondPerson_GoesToTheGroup() // R-1402
    {
        var material = await Given.MaterialAsync(People.Committee);

        await DoneAsync("study.approved", People.Deputy, ("material", material.Id));

        var approved = Assert.Single(await Books.MaterialsAsync());
        Assert.Equal((RequestStatus.Approved, People.Deputy.Id), (approved.Status, approved.DecidedBy));
        Assert.Equal(["study.decided to Committee", "study.posted to group"], (await Books.ToldAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["Deputy study.approve"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Approve_ForASession_IsPushedOnceMoreThreeDaysBefore() // R-1005
    {
        var session = await Given.SessionAsync("2026-03-12 15:00");
        var material = await Given.MaterialAsync(People.Committee, session: session);

        await RunAsync(People.Secretary, ("material", material.Id));

        Assert.Equal(LocalTime.At("2026-03-09 15:00"), Assert.Single(await Books.OutboxAsync("study.reminder")).DueAt);
    }

    [Fact]
    public async Task Approve_ForASessionWithinThreeDays_IsPushedOnceOnly()
    {
        var session = await Given.SessionAsync("2026-03-04 15:00");
        var material = await Given.MaterialAsync(People.Committee, session: session);

        await RunAsync(People.Secretary, ("material", material.Id));

        Assert.Equal(["study.decided to Committee", "study.posted to group"], (await Books.ToldAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Approve_ForAGroupMeeting_GoesToThatGroup()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        var material = await Given.MaterialAsync(People.Committee, session: session);

        await RunAsync(People.Secretary, ("material", material.Id));

        Assert.All((await Books.OutboxAsync()).Where(row => row.Kind != "study.decided"), row => Assert.Equal("Group 1", row.To));
    }

    [Fact]
    public async Task Approve_OnesOwnDraft_IsRefused() // §20: ≠d
    {
        var committees = await Given.MaterialAsync(People.Committee);
        var secretarys = await Given.MaterialAsync(People.Secretary);

        await RefusedAsync("refused.own_draft", People.Committee, ("material", committees.Id));
        await RefusedAsync("refused.own_draft", People.Secretary, ("material", secretarys.Id));
    }

    [Fact]
    public async Task Approve_ByOthers_IsRefused() // §20: C, D, S
    {
        var material = await Given.MaterialAsync(People.Committee);

        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Observer], ("material", material.Id));
    }

    [Theory]
    [InlineData(RequestStatus.Approved)]
    [InlineData(RequestStatus.Withdrawn)]
    public async Task Approve_OneThatIsNoDraft_IsRefused(RequestStatus state)
    {
        var material = await Given.MaterialAsync(People.Committee, state);

        await RefusedAsync("study.already_decided", People.Secretary, ("material", material.Id));
    }

    [Fact]
    public async Task Approve_UnknownOne_IsRefused() => await RefusedAsync("study.not_found", People.Secretary, ("material", Guid.NewGuid()));

    [Fact]
    public async Task Approve_TwoAtOnce_IsPostedOnce()
    {
        var material = await Given.MaterialAsync(People.Committee);

        var outcomes = await Task.WhenAll(
            RunAsync(People.Secretary, ("material", material.Id)), RunAsync(People.Deputy, ("material", material.Id)));

        Assert.Single(outcomes, o => o.Key == "study.already_decided");
        Assert.Equal(["study.decided to Committee", "study.posted to group"], (await Books.ToldAsync()).Order(StringComparer.Ordinal));
    }
}
