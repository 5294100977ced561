using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class ShowOwnPointsTests(UseCaseStores stores) : UseCaseTests(stores, "points.mine")
{
    [Fact]
    public async Task Show_OwnAccount_CountsMonthQuarterAndYear() // C-23
    {
        await Given.EntryAsync(People.Ann, 1, month: 1);
        await Given.EntryAsync(People.Ann, 2, month: 3);
        await Given.EntryAsync(People.Ann, 4, month: 4);
        await Given.EntryAsync(People.Bob, 100, month: 4);
        await Given.ClaimAsync(await Given.ItemAsync(value: 8), People.Ann);
        Given.PassUntil(LocalTime.At("2026-04-10 09:00"));

        var outcome = await AnswersAsync("points.mine", People.Ann);

        Assert.Equal((4m, 4m, 7m), (outcome.Fact("month"), outcome.Fact("quarter"), outcome.Fact("year")));
        Assert.Equal((8m, 1), (outcome.Fact("pending"), outcome.Fact("pending_count")));
    }

    [Fact]
    public async Task Show_NothingYet_IsZero() => Assert.Equal(0m, (await AnswersAsync("points.mine", People.Ann)).Fact("year"));

    [Fact]
    public async Task Show_ByAnObserverOrInTheGroup_IsRefused() // §20, column O and place P
    {
        await RefusedAsync("refused.observer", People.Observer);
        await RefusedInGroupAsync("refused.private_only", People.Ann);
    }
}
