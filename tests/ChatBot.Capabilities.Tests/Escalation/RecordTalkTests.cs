using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Escalation;

public sealed class RecordTalkTests(UseCaseStores stores) : UseCaseTests(stores, "escalation.talk")
{
    [Fact]
    public async Task Record_DayOfATalk_IsKeptAndNobodyIsTold()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Sent);

        await DoneAsync("escalation.talk_noted", People.Secretary, ("step", step.Id), ("day", new DateOnly(2026, 3, 1)));

        var kept = Assert.Single(await Books.StepsAsync(People.Ann));
        Assert.Equal((new DateOnly(2026, 3, 1), StepState.Sent), (kept.TalkOn, kept.State));
        Assert.Empty(await Books.ToldAsync());
        Assert.Equal(["Secretary escalation.talk"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Record_WithoutADay_IsToday()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Sent);

        await DoneAsync("escalation.talk_noted", People.Secretary, ("step", step.Id));

        Assert.Equal(new DateOnly(2026, 3, 2), Assert.Single(await Books.StepsAsync(People.Ann)).TalkOn);
    }

    [Fact]
    public async Task Record_DayAhead_IsRefused()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Sent);

        await RefusedAsync("escalation.talk_in_future", People.Secretary, ("step", step.Id), ("day", new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public async Task Record_WithdrawnStep_IsRefused()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Withdrawn);

        await RefusedAsync("escalation.not_found", People.Secretary, ("step", step.Id));
    }

    [Fact]
    public async Task Record_OnesOwn_IsRefusedAndTheSecretarysIsTheDeputys() // §20, rule 1
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Secretary, state: StepState.Sent);

        await RefusedAsync("refused.own_case", People.Secretary, ("step", step.Id));
        await DoneAsync("escalation.talk_noted", People.Deputy, ("step", step.Id));
    }

    [Fact]
    public async Task Record_ReachedAtAGroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var step = await Given.StepAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann, state: StepState.Sent);

        await RefusedAsync("refused.role", People.OtherLeader, ("step", step.Id));
        await DoneAsync("escalation.talk_noted", People.Leader, ("step", step.Id));
    }

    [Fact]
    public async Task Record_ByOthersOrInTheGroup_IsRefused() // §20; place P
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Sent);

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("step", step.Id));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("step", step.Id));
    }
}
