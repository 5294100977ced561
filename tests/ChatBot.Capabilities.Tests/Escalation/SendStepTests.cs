using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Escalation;

public sealed class SendStepTests(UseCaseStores stores) : UseCaseTests(stores, "escalation.send")
{
    [Theory]
    [InlineData(StepLevel.Admonish)]
    [InlineData(StepLevel.Criticise)]
    public async Task Send_ProposedStep_TellsTheMemberAloneAndKeepsTheTap(StepLevel level)
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, level);

        await DoneAsync("escalation.sent", People.Secretary, ("step", step.Id));

        var sent = Assert.Single(await Books.StepsAsync(People.Ann));
        Assert.Equal((StepState.Sent, Branch.Now), (sent.State, sent.SentAt));
        Assert.Equal(["escalation.notice to Ann"], await Books.ToldAsync());
        Assert.Equal(["Secretary escalation.send"], await Books.AuditAsync());
    }

    [Theory]
    [InlineData(StepState.Sent)]
    [InlineData(StepState.Dropped)]
    public async Task Send_OneThatIsDecided_IsRefused(StepState state)
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: state);

        await RefusedAsync("escalation.not_proposed", People.Secretary, ("step", step.Id));
    }

    [Fact]
    public async Task Send_WithdrawnOrUnknownStep_IsRefused()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: StepState.Withdrawn);

        await RefusedAsync("escalation.not_found", People.Secretary, ("step", step.Id));
        await RefusedAsync("escalation.not_found", People.Secretary, ("step", Guid.NewGuid()));
    }

    [Fact]
    public async Task Send_OnesOwn_IsRefusedAndTheSecretarysIsTheDeputys() // §20, rule 1
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        var secretarys = await Given.StepAsync(session, People.Secretary);
        var leaders = await Given.StepAsync(session, People.Leader);

        await RefusedAsync("refused.own_case", People.Secretary, ("step", secretarys.Id));
        await RefusedAsync("refused.own_case", People.Leader, ("step", leaders.Id));
        await DoneAsync("escalation.sent", People.Deputy, ("step", secretarys.Id));
        Assert.Equal(["escalation.notice to Secretary"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Send_ReachedAtAGroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var step = await Given.StepAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, ("step", step.Id));
        await DoneAsync("escalation.sent", People.Leader, ("step", step.Id));
    }

    [Fact]
    public async Task Send_ByOthersOrInTheGroup_IsRefused() // §20; place P
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann);

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("step", step.Id));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("step", step.Id));
    }

    [Fact]
    public async Task Send_TwoAtOnce_TellsTheMemberOnce()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        var outcomes = await Task.WhenAll(RunAsync(People.Secretary, ("step", step.Id)), RunAsync(People.Leader, ("step", step.Id)));

        Assert.Single(outcomes, o => o.Key == "escalation.not_proposed");
        Assert.Equal(["escalation.notice to Ann"], await Books.ToldAsync());
    }
}
