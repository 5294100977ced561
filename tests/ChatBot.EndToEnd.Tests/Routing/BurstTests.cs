using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.Capabilities.Sessions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.PlatformDoubles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routing;

/// <summary>
/// Five hundred pushes are due at once to a group whose robot takes twenty a minute, and two replicas dispatch them: none is
/// lost or said twice, all arrive in their order, and the platform never has reason to complain.
/// </summary>
public sealed partial class BurstTests
{
    private const int Pushes = 500;
    private const int PerMinute = 20;

    /// <summary>Every tenth push is the updated list of one session: they melt into one message.</summary>
    private const int ListEvery = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wecom", 45009, 1)]
    [InlineData("dingtalk", 130101, 10)]
    public async Task Burst_OneWebhook_LeavesInOrderAtTwentyAMinuteAndWaitsWhenTold(string channel, int code, int minutes)
    {
        await using var bot = await StartAsync();
        await PrepareAsync(bot, channel);
        DateTimeOffset? refusedAt = null;

        await DrainByTwoAsync(bot, () =>
        {
            if (refusedAt is null && Arrived(bot, channel).Count >= Pushes / 4)
            {
                refusedAt = bot.Clock.GetUtcNow();
                if (channel == "wecom")
                {
                    bot.WeComPlatform.FailNext(WeComRoutes.Webhook, code);
                }
                else
                {
                    bot.DingTalkPlatform.FailNext(DingTalkRoutes.Webhook, code);
                }
            }
        });

        var arrived = Arrived(bot, channel);
        AssertAllInOrderAndInTime(arrived);
        var next = arrived.First(m => m.At > refusedAt);
        Assert.True(next.At - refusedAt >= TimeSpan.FromMinutes(minutes), $"After {code} it waited {next.At - refusedAt} only.");
        Assert.Contains(arrived, m => m.At <= refusedAt);
        Assert.Empty(await bot.Books.ColumnAsync("SELECT detail FROM outbox WHERE state = 'dead'"));
    }

    [Fact]
    public async Task Burst_GroupOnBothPlatforms_EachAudienceGetsEverythingOnceThoughOneIsAway()
    {
        await using var bot = await StartAsync();
        await PrepareAsync(bot, "wecom", "dingtalk");
        bot.WeComPlatform.FailNext(WeComRoutes.Webhook, System.Net.HttpStatusCode.BadGateway, 4);

        await DrainByTwoAsync(bot);

        AssertAllInOrderAndInTime(Arrived(bot, "wecom"));
        AssertAllInOrderAndInTime(Arrived(bot, "dingtalk"));
    }

    [Fact]
    public async Task Outage_OfAnHour_BacklogLeavesInItsLimitsAndStaleRemindersNotAtAll()
    {
        await using var bot = await StartAsync();
        await PrepareAsync(bot, "wecom");
        var ids = bot.Services.GetRequiredService<IIdSource>();
        var ends = bot.Clock.GetUtcNow().AddHours(1);
        Session begun = Meeting(ids, 3) with { Theme = "那时已经开始", StartsAt = ends.AddMinutes(-10) };
        Session ahead = Meeting(ids, 4) with { Theme = "那时还没开始" };
        await RemindAsync(bot, ids, begun, ahead);
        const int most = 10_000;
        bot.WeComPlatform.FailNext(WeComRoutes.Webhook, System.Net.HttpStatusCode.BadGateway, most);
        int? asked = null;

        await DrainByTwoAsync(bot, () =>
        {
            if (asked is null && bot.Clock.GetUtcNow() >= ends)
            {
                asked = most - bot.WeComPlatform.Recover(WeComRoutes.Webhook);
            }
        });

        var arrived = Arrived(bot, "wecom");
        Assert.All(arrived, m => Assert.True(m.At >= ends));
        Assert.InRange(asked!.Value, 1, 60);
        Assert.DoesNotContain(arrived, m => m.Text.Contains(begun.Theme, StringComparison.Ordinal));
        Assert.Single(arrived, m => m.Text.Contains(ahead.Theme, StringComparison.Ordinal));
        AssertAllInOrderAndInTime([.. arrived.Where(m => !m.Text.Contains(ahead.Theme, StringComparison.Ordinal))]);
        Assert.Empty(await bot.Books.ColumnAsync("SELECT detail FROM outbox WHERE state = 'dead'"));
    }

    /// <summary>A reminder of each session, due in ten minutes.</summary>
    private static async Task RemindAsync(Bot bot, IIdSource ids, params Session[] sessions)
    {
        var branch = (await bot.Services.GetRequiredService<IBranchAdmin>().FindByCodeAsync(Cast.BranchCode, Token))!.Id;
        var changes = new ChangeSet(branch);
        foreach (var session in sessions)
        {
            changes.Add(new SessionCreated(session));
            changes.Add(new OutboxAdded(new OutboxItem
            {
                Id = ids.New(),
                Branch = branch,
                DueAt = bot.Clock.GetUtcNow().AddMinutes(10),
                Kind = "session.reminder",
                Recipient = Recipient.BranchGroup,
                Facts = new Dictionary<string, string>
                {
                    ["session"] = session.Id.ToString(),
                    ["version"] = session.Version.ToString(CultureInfo.InvariantCulture),
                },
            }));
        }

        await CommitAsync(bot.Services, changes);
    }

    private static void AssertAllInOrderAndInTime(IReadOnlyList<ReceivedMessage> arrived)
    {
        var numbers = arrived.Select(m => Number().Match(m.Text)).Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(0, Pushes).Where(n => n % ListEvery != 0), numbers);
        Assert.Single(arrived, m => m.Text.Contains("报名", StringComparison.Ordinal));
        for (var i = PerMinute; i < arrived.Count; i++)
        {
            var took = arrived[i].At - arrived[i - PerMinute].At;
            Assert.True(took >= TimeSpan.FromMinutes(1), $"{PerMinute + 1} messages from {arrived[i - PerMinute].At:T} on left within {took}.");
        }
    }

    private static IReadOnlyList<ReceivedMessage> Arrived(Bot bot, string channel) => channel == "wecom"
        ? [.. bot.WeComPlatform.Received.Where(m => m.Route == WeComRoutes.Webhook)]
        : [.. bot.DingTalkPlatform.Received.Where(m => m.Route == DingTalkRoutes.Webhook)];

    /// <summary>Moves the clock from one due moment to the next and lets both replicas at it at once, until nothing waits.</summary>
    private static async Task DrainByTwoAsync(Bot bot, Action? between = null)
    {
        await using var replica = bot.ComposeReplica();
        var pumps = new[] { bot.Services, replica.Services }.Select(s => s.GetRequiredService<OutboxPump>()).ToList();
        var outbox = bot.Services.GetRequiredService<IOutboxStore>();
        var end = BotSetup.Start.AddHours(6);
        while (await outbox.NextDueAsync(Token) is { } due && due < end)
        {
            if (due > bot.Clock.GetUtcNow())
            {
                bot.Clock.SetUtcNow(due);
            }

            between?.Invoke();
            await Task.WhenAll(pumps.Select(p => p.DrainAsync(Token)));
        }
    }

    private static async Task<Bot> StartAsync() => await Bot.StartAsync(Stores.SkipWithout() with { BindsGroup = false }, Token);

    /// <summary>The webhooks bound, a cancelled session to speak of, one open for sign-up, and the rows: written in several commits.</summary>
    private static async Task PrepareAsync(Bot bot, params string[] channels)
    {
        var services = bot.Services;
        var ids = services.GetRequiredService<IIdSource>();
        var branch = (await services.GetRequiredService<IBranchAdmin>().FindByCodeAsync(Cast.BranchCode, Token))!.Id;
        var now = bot.Clock.GetUtcNow();
        Session open = Meeting(ids, 1), cancelled = Meeting(ids, 2) with { Phase = SessionPhase.Cancelled };
        var changes = new ChangeSet(branch);
        for (var i = 0; i < channels.Length; i++)
        {
            changes.Add(new ConversationBound(new BoundConversation(new OutboundRoute(channels[i], "main", RouteKind.Webhook, "branch"), null, i)));
        }

        changes.Add(new SessionCreated(open));
        changes.Add(new SessionCreated(cancelled));
        await CommitAsync(services, changes);
        foreach (var numbers in Enumerable.Range(0, Pushes).Chunk(50))
        {
            var rows = new ChangeSet(branch);
            rows.AddRange(numbers.Select(n => new OutboxAdded(n % ListEvery == 0
                ? Row("signup.digest", open, n) with { CoalesceKey = $"signup:{open.Id}" }
                : Row("session.cancelled", cancelled, n))));
            await CommitAsync(services, rows);
        }

        OutboxItem Row(string kind, Session session, int n) => new()
        {
            Id = ids.New(),
            Branch = branch,
            DueAt = now.AddSeconds(1),
            Kind = kind,
            Recipient = Recipient.BranchGroup,
            Facts = new Dictionary<string, string> { ["session"] = session.Id.ToString(), ["note"] = $"第{n}条" },
        };
    }

    private static Session Meeting(IIdSource ids, int number) => new()
    {
        Id = new SessionId(ids.New()),
        Number = number,
        Kind = SessionKind.PartyClass,
        Theme = "章程学习",
        StartsAt = BotSetup.Start.AddDays(3),
        EndsAt = BotSetup.Start.AddDays(3).AddHours(2),
        Audience = Audience.WholeBranch,
        CreatedBy = new MemberId(ids.New()),
        CheckInSecret = [1],
    };

    private static async Task CommitAsync(IServiceProvider services, ChangeSet changes) => Assert.Equal(
        CommitStatus.Committed, (await services.GetRequiredService<ILedger>().CommitAsync(changes, null, Token)).Status);

    [GeneratedRegex("第([0-9]+)条")]
    private static partial Regex Number();
}
