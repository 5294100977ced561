using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class ShowPointsItemsTests(UseCaseStores stores) : UseCaseTests(stores, "points.items")
{
    [Fact]
    public async Task Show_Table_ListsWhatCanBeClaimed()
    {
        await Given.ItemAsync("Service", 2);
        await Given.ItemAsync("Old", isActive: false);

        var line = Assert.Single((await AnswersAsync("points.items", People.Ann)).Lines("items"));

        Assert.Equal(("Service", 2m, "hour"), (line.Facts["name"], line.Facts["value"], line.Facts["unit"]));
    }

    [Fact]
    public async Task Show_InTheGroup_IsTheSame() // §20, place B
    {
        await Given.ItemAsync();

        Assert.Equal("points.items", (await RunInGroupAsync(People.Ann)).Key);
    }

    [Fact]
    public async Task Show_NoTable_SaysSo() => await AnswersAsync("points.no_items", People.Ann);

    [Fact]
    public async Task Show_ByAnObserverWithoutAGrant_IsRefused() => await RefusedAsync("refused.observer", People.Observer); // §20: sh
}
