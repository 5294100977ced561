using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class SetPointsItemTests(UseCaseStores stores) : UseCaseTests(stores, "points.item_set")
{
    [Fact]
    public async Task Set_NewLine_IsInTheTable()
    {
        await DoneAsync(
            "points.item_saved", People.Secretary, ("name", "Service"), ("value", 2.5m), ("unit", "hour"), ("category", PointsCategory.Role));

        var item = Assert.Single(await Books.ItemsAsync());
        Assert.Equal(("Service", 2.5m, "hour", PointsCategory.Role, true), (item.Name, item.Value, item.Unit, item.Category, item.IsActive));
        Assert.Equal(["Secretary points.item"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Set_KnownName_ChangesTheLineAndKeepsTheRest()
    {
        var old = await Given.ItemAsync("Service", 2);

        await DoneAsync("points.item_saved", People.Secretary, ("name", "Service"), ("value", 3m));

        Assert.Equal(old with { Value = 3 }, Assert.Single(await Books.ItemsAsync()));
    }

    [Fact]
    public async Task Set_NewValue_LeavesClaimsAsTheyWereMade()
    {
        await Given.ClaimAsync(await Given.ItemAsync("Service", 2), People.Ann);

        await DoneAsync("points.item_saved", People.Secretary, ("name", "Service"), ("value", 9m));

        Assert.Equal(2m, Assert.Single(await Books.ClaimsAsync(People.Ann)).Points);
    }

    [Fact]
    public async Task Set_Off_CanNoLongerBeClaimed()
    {
        var item = await Given.ItemAsync("Service", 2);

        await DoneAsync("points.item_off", People.Secretary, ("name", "Service"), ("value", 2m), ("active", false));

        await Branch.RunAsync("points.claim", People.Ann, ("item", item.Id));
        Assert.Empty(await Books.ClaimsAsync(People.Ann));
    }

    [Fact]
    public async Task Set_Incomplete_IsRefused()
    {
        await RefusedAsync("points.item_incomplete", People.Secretary, ("name", "Service"));
        await RefusedAsync("points.item_incomplete", People.Secretary, ("value", 2m));
        await RefusedAsync("points.item_incomplete", People.Secretary, ("name", "Service"), ("value", -1m));
    }

    [Fact]
    public async Task Set_ByOthers_IsRefused() => await RefusedForAsync( // §20: S
        [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("name", "Service"), ("value", 2m));
}
