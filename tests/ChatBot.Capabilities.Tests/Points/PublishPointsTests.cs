using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class PublishPointsTests(UseCaseStores stores) : UseCaseTests(stores, "points.publish")
{
    [Fact]
    public async Task Publish_WithoutYes_ShowsTotalsOfAllCountedMembersByName() // R-902, §25 (d)
    {
        await ClosedQuarterAsync();

        var outcome = await PreviewsAsync("points.publish_preview", People.Secretary, ("period", Period.Quarter));

        var rows = outcome.Lines("rows").Select(r => ((string)r.Facts["member"]!, (decimal)r.Facts["points"]!)).ToList();
        Assert.Equal(People.Expected.Select(m => m.Name).Order(StringComparer.Ordinal), rows.Select(r => r.Item1));
        Assert.Contains(("Bob", 3m), rows);
        Assert.Contains(("Ann", 0m), rows);
    }

    [Fact]
    public async Task Publish_Confirmed_LeavesOneRowForTheGroupWithoutNamesOrNumbers() // R-902, C-16
    {
        await ClosedQuarterAsync();

        await DoneAsync("points.published", People.Secretary, ("period", Period.Quarter), ("confirm", true));

        var row = Assert.Single(await Books.OutboxAsync());
        Assert.Equal(("points.published", "group"), (row.Kind, row.To));
        Assert.DoesNotContain("Bob", row.Facts, StringComparison.Ordinal);
        Assert.Equal(["Secretary points.publish"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Publish_ConfirmedTwice_LeavesOneRow() // §25 (d), E-d5
    {
        await ClosedQuarterAsync();
        await RunAsync(People.Secretary, ("period", Period.Quarter), ("confirm", true));
        await RunAsync(People.Secretary, ("period", Period.Quarter), ("confirm", true));

        Assert.Single(await Books.OutboxAsync());
    }

    [Fact]
    public async Task Publish_ByOthersOrInTheGroup_IsRefused() // §20: S; place P
    {
        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            ("period", Period.Quarter),
            ("confirm", true));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("period", Period.Quarter), ("confirm", true));
    }

    /// <summary>It is 13 April: the first quarter is closed to claims and reviewed. Bob has 3 points in it, and 3 since.</summary>
    private async Task ClosedQuarterAsync()
    {
        await Given.EntryAsync(People.Bob, 3, month: 3);
        await Given.EntryAsync(People.Bob, 3, month: 4);
        Given.PassUntil(LocalTime.At("2026-04-13 10:00"));
    }
}
