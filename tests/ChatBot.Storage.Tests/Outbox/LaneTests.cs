using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Outbox;

/// <summary>Rows of one lane leave one after the other, whoever dispatches them.</summary>
public sealed class LaneTests(StoreFixture stores) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IOutboxStore Outbox => stores.Get<IOutboxStore>();

    public async ValueTask InitializeAsync() => await stores.ExecuteAsync("DELETE FROM outbox");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Claim_SeveralRowsOfALane_GivesTheFirstOnlyAndTheNextWhenItIsDone()
    {
        var books = await Books.OpenAsync(stores);
        var rows = await HaveAsync(books, 3);
        var other = NewItem(books, "x") with { Recipient = Recipient.To(new MemberId(Guid.NewGuid())) };
        await books.HaveAsync(new OutboxAdded(other));

        var claimed = await Outbox.ClaimDueAsync(Now, 10, Lease, Token);
        Assert.Equal([rows[0].Id, other.Id], claimed.Select(i => i.Id));
        Assert.Empty(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        await Outbox.CompleteAsync([claimed[0]], "sent", "", null, Now, Token);
        Assert.Equal([rows[1].Id], (await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Select(i => i.Id));
    }

    [Fact]
    public async Task Claim_ManyDispatchersOnOneLane_NobodyOvertakes()
    {
        var books = await Books.OpenAsync(stores);
        var rows = await HaveAsync(books, 40);
        var second = stores.StartReplica().GetRequiredService<IOutboxStore>();
        var order = new List<Guid>();
        var gate = new Lock();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => DrainAsync(n % 2 == 0 ? Outbox : second)));

        Assert.Equal(rows.Select(r => r.Id), order);

        async Task DrainAsync(IOutboxStore store)
        {
            while (await stores.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'claimed')") > 0)
            {
                foreach (var item in await store.ClaimDueAsync(Now, 7, Lease, Token))
                {
                    lock (gate)
                    {
                        order.Add(item.Id);
                    }

                    await store.CompleteAsync([item], "sent", "", null, Now, Token);
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reschedule_FirstOfALaneWaits_LaterOnesWaitWithItOnlyWhenItHoldsThem(bool holds)
    {
        var books = await Books.OpenAsync(stores);
        var rows = await HaveAsync(books, 2);
        var first = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        await Outbox.RescheduleAsync(first, new OutboxWait(Now.AddMinutes(5), HoldsLane: holds, Pinned: "p"), "rate", Token);

        var next = await Outbox.ClaimDueAsync(Now, 10, Lease, Token);
        Assert.Equal(holds ? [] : [rows[1].Id], next.Select(i => i.Id));
        Assert.Equal(Now.AddMinutes(holds ? 5 : 1), await Outbox.NextDueAsync(Token));
        if (holds)
        {
            var later = Assert.Single(await Outbox.ClaimDueAsync(Now.AddMinutes(5), 10, Lease, Token));
            Assert.Equal((rows[0].Id, "p", Now), (later.Id, later.Pinned, later.DueAt));
        }
    }

    [Fact]
    public async Task Claim_RowsThatRestedAtNight_LeaveInTheOrderInWhichTheyFellDue()
    {
        var books = await Books.OpenAsync(stores);
        var rows = await HaveAsync(books, 3);
        for (var i = 0; i < 3; i++)
        {
            await Outbox.RescheduleAsync(
                Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token)), new OutboxWait(Now.AddHours(8)), "quiet hours", Token);
        }

        foreach (var row in rows)
        {
            var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now.AddHours(8), 10, Lease, Token));
            Assert.Equal(row.Id, claimed.Id);
            await Outbox.CompleteAsync([claimed], "sent", "", null, Now, Token);
        }
    }

    [Fact]
    public async Task ClaimCompanions_OfTheSameReader_TakesTheKindsNamedThatAreDueSoon()
    {
        var books = await Books.OpenAsync(stores);
        var row = NewItem(books, "0") with { Recipient = Recipient.To(new MemberId(Guid.NewGuid())) };
        var soon = row with { Id = Guid.NewGuid(), DueAt = Now.AddMinutes(9) };
        var later = row with { Id = Guid.NewGuid(), DueAt = Now.AddMinutes(11) };
        var decision = row with { Id = Guid.NewGuid(), Kind = "leave.ask" };
        await books.HaveAsync(new OutboxAdded(row), new OutboxAdded(decision), new OutboxAdded(soon), new OutboxAdded(later));
        var first = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        var companions = await Outbox.ClaimCompanionsAsync(first, ["session.reminder"], Now.AddMinutes(10), Now + Lease, 10, Token);
        await Outbox.CompleteAsync([first, .. companions], "sent", "", null, Now, Token);

        Assert.Equal([soon.Id], companions.Select(c => c.Id));
        Assert.Equal(2, await stores.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE state = 'sent'"));
    }

    [Fact]
    public async Task FanOut_TwoAudiences_BecomesOneRowForEachWithItsOwnLane()
    {
        var books = await Books.OpenAsync(stores);
        var row = NewItem(books, "0") with { DedupeKey = "session:1:notice", CoalesceKey = "c" };
        await books.HaveAsync(new OutboxAdded(row));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        OutboxCopy[] copies = [new(Guid.NewGuid(), "g:branch:a", "a"), new(Guid.NewGuid(), "g:branch:b", "b")];

        await Outbox.FanOutAsync(claimed, copies, Now, Token);
        await Outbox.FanOutAsync(claimed, [new(Guid.NewGuid(), "g:branch:c", "c")], Now, Token);

        var parts = await Outbox.ClaimDueAsync(Now, 10, Lease, Token);
        Assert.Equal(copies.Select(c => (c.Id, c.Lane, c.Channel)).Order(), parts.Select(p => (p.Id, p.Lane!, p.Channel)).Order());
        Assert.All(parts, p => Assert.Equal(row.DueAt, p.DueAt));
        await books.HaveAsync(new OutboxAdded(row with { Id = Guid.NewGuid(), CoalesceKey = null }));
        Assert.Empty(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
    }

    [Fact]
    public async Task Complete_CardWentOut_IsKeptUntilItExpires()
    {
        var books = await Books.OpenAsync(stores);
        await HaveAsync(books, 1);
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        var key = CardKey.Of("leave", Guid.NewGuid());
        var card = SentCard.Of(
            new OutboundMessage { Text = "t", Card = key }, new OutboundRoute("wecom", "main", RouteKind.Private, "u1"),
            new MemberId(Guid.NewGuid()), "k", "code", Now);

        await Outbox.CompleteAsync([claimed], "sent", "", card, Now, Token);

        var cards = stores.Get<ISentCards>();
        Assert.Equal(card, Assert.Single(await cards.LiveAsync(books.Branch.Id, key, Now, Token)));
        Assert.Empty(await cards.LiveAsync(books.Branch.Id, key, Now.AddHours(72), Token));

        await books.HaveAsync(new CardCopyChanged(card with { Handle = "next", Shown = "s" }));
        Assert.Equal(card with { Handle = "next", Shown = "s" }, Assert.Single(await cards.LiveAsync(books.Branch.Id, key, Now, Token)));
        await books.HaveAsync(new CardCopyChanged(card, IsDropped: true));
        Assert.Empty(await cards.LiveAsync(books.Branch.Id, key, Now, Token));
    }

    private static async Task<IReadOnlyList<OutboxItem>> Written(Books books, IEnumerable<OutboxItem> rows)
    {
        var list = rows.ToList();
        await books.HaveAsync([.. list.Select(r => new OutboxAdded(r))]);
        return list;
    }

    private Task<IReadOnlyList<OutboxItem>> HaveAsync(Books books, int count) =>
        Written(books, Enumerable.Range(0, count).Select(n => NewItem(books, n.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    private OutboxItem NewItem(Books books, string n) => new()
    {
        Id = Guid.NewGuid(),
        Branch = books.Branch.Id,
        DueAt = Now,
        Kind = "session.reminder",
        Recipient = Recipient.BranchGroup,
        Facts = new Dictionary<string, string> { ["n"] = n },
    };
}
