using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Escalation;

public sealed class DropStepTests(UseCaseStores stores) : UseCaseTests(stores, "escalation.drop")
{
    [Fact]
    public async Task Drop_ProposedStep_RestsAndTheMemberHearsNothing()
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann);

        await DoneAsync("escalation.dropped", People.Secretary, ("step", step.Id));

        Assert.Equal(StepState.Dropped, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Empty(await Books.ToldAsync());
        Assert.Equal(["Secretary escalation.drop"], await Books.AuditAsync());
    }

    [Theory]
    [InlineData(StepState.Sent)]
    [InlineData(StepState.Dropped)]
    public async Task Drop_OneThatIsDecided_IsRefused(StepState state)
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann, state: state);

        await RefusedAsync("escalation.not_proposed", People.Secretary, ("step", step.Id));
    }

    [Fact]
    public async Task Drop_OnesOwn_IsRefusedAndTheSecretarysIsTheDeputys() // §20, rule 1
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Secretary);

        await RefusedAsync("refused.own_case", People.Secretary, ("step", step.Id));
        await DoneAsync("escalation.dropped", People.Deputy, ("step", step.Id));
    }

    [Fact]
    public async Task Drop_ReachedAtAGroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var step = await Given.StepAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, ("step", step.Id));
        await DoneAsync("escalation.dropped", People.Leader, ("step", step.Id));
    }

    [Fact]
    public async Task Drop_ByOthersOrInTheGroup_IsRefused() // §20; place P
    {
        var step = await Given.StepAsync(await Given.SessionAsync(), People.Ann);

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("step", step.Id));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("step", step.Id));
    }
}
