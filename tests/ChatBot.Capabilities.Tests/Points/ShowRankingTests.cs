using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class ShowRankingTests(UseCaseStores stores) : UseCaseTests(stores, "points.ranking")
{
    [Fact]
    public async Task Show_Year_IsTheWholeListAndTiesShareARank()
    {
        await Given.EntryAsync(People.Ann, 5, month: 1);
        await Given.EntryAsync(People.Bob, 3);
        await Given.EntryAsync(People.Amy, 3);

        var rows = (await AnswersAsync("points.ranking", People.Secretary, ("period", Period.Year))).Lines("rows");

        Assert.Equal(People.Expected.Count, rows.Count);
        Assert.Equal([1, 2, 2, 4], rows.Take(4).Select(r => r.Facts["rank"]));
        Assert.Equal(["Amy", "Ann", "Bob"], rows.Take(3).Select(r => (string)r.Facts["member"]!).Order(StringComparer.Ordinal));
        Assert.Equal(("Ann", 5m), (rows[0].Facts["member"], rows[0].Facts["points"]));
    }

    [Fact]
    public async Task Show_Month_CountsThatMonth()
    {
        await Given.EntryAsync(People.Ann, 5, month: 1);
        await Given.EntryAsync(People.Bob, 3, month: 3);

        var rows = (await AnswersAsync("points.ranking", People.Committee, ("period", Period.Month))).Lines("rows");

        Assert.Equal(("Bob", 3m), (rows[0].Facts["member"], rows[0].Facts["points"]));
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20: C, S; place P
    {
        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Deputy, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
