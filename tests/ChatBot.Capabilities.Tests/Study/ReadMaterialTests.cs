using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Study;

public sealed class ReadMaterialTests(UseCaseStores stores) : UseCaseTests(stores, "study.read")
{
    [Fact]
    public async Task Read_PostedMaterial_IsKeptOnce() // R-1005
    {
        var material = await Given.MaterialAsync(People.Committee, RequestStatus.Approved);

        await DoneAsync("study.read", People.Ann, ("material", material.Id));
        await DoneAsync("study.read", People.Ann, ("material", material.Id));

        Assert.Equal(["Ann"], await Books.ReadersAsync(material));
        Assert.Empty(await Books.ToldAsync());
    }

    [Fact]
    public async Task Read_InTheGroup_IsKept() // §20, place B
    {
        var material = await Given.MaterialAsync(People.Committee, RequestStatus.Approved);

        await RunInGroupAsync(People.Bob, ("material", material.Id));

        Assert.Equal(["Bob"], await Books.ReadersAsync(material));
    }

    [Theory]
    [InlineData(RequestStatus.Pending)]
    [InlineData(RequestStatus.Withdrawn)]
    public async Task Read_OneThatIsNotPosted_IsRefused(RequestStatus state)
    {
        var material = await Given.MaterialAsync(People.Committee, state);

        await RefusedAsync("study.not_found", People.Ann, ("material", material.Id));
    }

    [Fact]
    public async Task Read_ByAnObserver_IsRefused()
    {
        var material = await Given.MaterialAsync(People.Committee, RequestStatus.Approved);

        await RefusedAsync("refused.observer", People.Observer, ("material", material.Id));
    }
}
