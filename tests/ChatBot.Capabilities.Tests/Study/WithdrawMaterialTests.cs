using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Study;

public sealed class WithdrawMaterialTests(UseCaseStores stores) : UseCaseTests(stores, "study.withdraw")
{
    [Theory]
    [InlineData(RequestStatus.Pending)]
    [InlineData(RequestStatus.Approved)]
    public async Task Withdraw_ByTheDrafter_IsTakenBack(RequestStatus state)
    {
        var material = await Given.MaterialAsync(People.Committee, state);

        await DoneAsync("study.withdrawn", People.Committee, ("material", material.Id));

        Assert.Equal(RequestStatus.Withdrawn, Assert.Single(await Books.MaterialsAsync()).Status);
        Assert.Equal(["Committee study.withdraw"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Withdraw_BySecretary_IsTakenBack()
    {
        var material = await Given.MaterialAsync(People.Committee);

        await DoneAsync("study.withdrawn", People.Secretary, ("material", material.Id));
    }

    [Fact]
    public async Task Withdraw_Twice_IsRefusedTheSecondTime()
    {
        var material = await Given.MaterialAsync(People.Committee, RequestStatus.Withdrawn);

        await RefusedAsync("study.cannot_withdraw", People.Committee, ("material", material.Id));
    }

    [Fact]
    public async Task Withdraw_AnotherCommitteeMembersDraft_IsRefused()
    {
        var material = await Given.MaterialAsync(People.Committee);

        await RefusedAsync("study.not_found", People.OtherCommittee, ("material", material.Id));
    }

    [Fact]
    public async Task Withdraw_ByOthers_IsRefused() // §20: C, S
    {
        var material = await Given.MaterialAsync(People.Committee);

        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Deputy, People.Observer], ("material", material.Id));
    }
}
