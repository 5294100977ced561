using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class ClaimPointsTests(UseCaseStores stores) : UseCaseTests(stores, "points.claim")
{
    [Fact]
    public async Task Claim_ItemOfTheTable_IsPendingAndTheAssessorsAreTold() // R-901, H-8
    {
        var item = await Given.ItemAsync(value: 2);

        await DoneAsync("points.claimed", People.Ann, ("item", item.Id), ("quantity", 3m), ("text", "Cleaned the park"));

        var claim = Assert.Single(await Books.ClaimsAsync(People.Ann));
        Assert.Equal(
            (item.Id, 3m, 6m, "Cleaned the park", 202603, RequestStatus.Pending),
            (claim.Item, claim.Quantity, claim.Points, claim.Statement, claim.Month.Key, claim.Status));
        Assert.Equal(
            ["points.pending to Committee", "points.pending to OtherCommittee", "points.pending to Secretary"], await Books.ToldAsync());
        Assert.Equal(["Ann points.claim"], await Books.AuditAsync());
        Assert.Empty(await Books.EntriesAsync(People.Ann));
    }

    [Fact]
    public async Task Claim_ByAnAssessor_AsksOnlyTheOthers() // §20, rule 1
    {
        var item = await Given.ItemAsync();

        await DoneAsync("points.claimed", People.Committee, ("item", item.Id));

        Assert.Equal(["points.pending to OtherCommittee", "points.pending to Secretary"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Claim_BySecretary_AsksTheDeputyAndNeverTheSecretary() // §20: D sec, rule 1
    {
        var item = await Given.ItemAsync();

        await DoneAsync("points.claimed", People.Secretary, ("item", item.Id));

        var told = await Books.ToldAsync();
        Assert.Contains("points.pending to Deputy", told);
        Assert.DoesNotContain("points.pending to Secretary", told);
    }

    [Fact]
    public async Task Claim_Several_MakeOneNoteForEachAssessor() // R-1406
    {
        var item = await Given.ItemAsync();

        await DoneAsync("points.claimed", People.Ann, ("item", item.Id));
        await DoneAsync("points.claimed", People.Bob, ("item", item.Id));

        Assert.Single(await Books.ToldAsync("points.pending"), "points.pending to Secretary");
    }

    [Theory]
    [InlineData("2026-04-03 23:59")]
    [InlineData("2026-03-31 09:00")]
    public async Task Claim_ForMarchUntilTheGraceEnds_BelongsToMarch(string now) // §25 (d)
    {
        var item = await Given.ItemAsync();
        Given.PassUntil(LocalTime.At(now));

        await DoneAsync("points.claimed", People.Ann, ("item", item.Id), ("month", "2026-03"));

        Assert.Equal(202603, Assert.Single(await Books.ClaimsAsync(People.Ann)).Month.Key);
    }

    [Theory]
    [InlineData("2026-04-04 00:00", "2026-03")]
    [InlineData("2026-03-02 09:00", "2026-01")]
    [InlineData("2026-03-02 09:00", "2026-04")]
    public async Task Claim_ForAMonthThatIsClosedOrAhead_IsRefused(string now, string month) // §25 (d)
    {
        var item = await Given.ItemAsync();
        Given.PassUntil(LocalTime.At(now));

        await RefusedAsync("points.month_closed", People.Ann, ("item", item.Id), ("month", month));
    }

    [Fact]
    public async Task Claim_WithoutATable_IsRefused() => await RefusedAsync("points.no_items", People.Ann, ("item", Guid.NewGuid()));

    [Fact]
    public async Task Claim_ItemThatIsOffOrUnknown_IsRefused()
    {
        await Given.ItemAsync();
        var off = await Given.ItemAsync("Old", isActive: false);

        await RefusedAsync("points.item_unknown", People.Ann, ("item", off.Id));
        await RefusedAsync("points.item_unknown", People.Ann, ("item", Guid.NewGuid()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task Claim_ImpossibleQuantity_IsRefused(int quantity)
    {
        var item = await Given.ItemAsync();

        await RefusedAsync("points.bad_quantity", People.Ann, ("item", item.Id), ("quantity", quantity));
    }

    [Fact]
    public async Task Claim_ByAnObserver_IsRefused() => // §20, column O
        await RefusedAsync("refused.observer", People.Observer, ("item", (await Given.ItemAsync()).Id));
}
