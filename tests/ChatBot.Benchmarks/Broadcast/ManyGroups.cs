using System.Globalization;
using System.Text.Json;
using ChatBot.Capabilities.Sessions;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Benchmarks.Broadcast;

/// <summary>Branches with one group each, and one reminder for every group.</summary>
internal static class ManyGroups
{
    private const int WritersAtOnce = 8;

    /// <summary>The alias of a group's robot; its key is made of it.</summary>
    public static string AliasOf(int group) => string.Create(CultureInfo.InvariantCulture, $"group-{group}");

    /// <summary>The key of a group's robot.</summary>
    public static string KeyOf(int group) => $"key-{AliasOf(group)}";

    /// <summary>A configuration file that names the robot of each group.</summary>
    public static async Task WriteSettingsAsync(string path, int groups)
    {
        var webhooks = Enumerable.Range(0, groups).ToDictionary(AliasOf, g => new { Key = KeyOf(g) }, StringComparer.Ordinal);
        var settings = new { Channels = new { WeCom = new { main = new { GroupWebhooks = webhooks } } } };
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(settings));
    }

    /// <summary>Writes branches, groups, a meeting each and its reminder, due at <paramref name="due"/>.</summary>
    public static async Task WriteAsync(IReadOnlyDictionary<string, string> environment, int groups, DateTimeOffset due)
    {
        var settings = environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => (string?)e.Value, StringComparer.Ordinal);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        await using var provider = BotHost.AddBot(services, configuration).BuildServiceProvider();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, groups),
            new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce },
            async (group, token) => await WriteOneAsync(provider, group, due, token));
    }

    private static async Task WriteOneAsync(IServiceProvider services, int group, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var ids = services.GetRequiredService<IIdSource>();
        var branch = new Branch(new BranchId(ids.New()), AliasOf(group), string.Create(CultureInfo.InvariantCulture, $"第{group}支部"));
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(branch, due, cancellationToken);
        var secretary = new MemberId(ids.New());
        var session = new Session
        {
            Id = new SessionId(ids.New()),
            Number = 1,
            Kind = SessionKind.ThemeDay,
            Theme = "章程学习",
            StartsAt = due.AddDays(1),
            EndsAt = due.AddDays(1).AddHours(2),
            Place = "三楼会议室",
            Recorder = secretary,
            CreatedBy = secretary,
            CheckInSecret = new byte[20],
        };
        var changes = new ChangeSet(branch.Id);
        changes.Add(new MemberSaved(new Member { Id = secretary, Name = "王书记", Roles = Roles.Secretary }));
        changes.Add(new ConversationBound(new BoundConversation(
            new OutboundRoute("wecom", "main", RouteKind.Webhook, AliasOf(group)), null, 0)));
        changes.Add(new SessionCreated(session));
        changes.Add(new OutboxAdded(new OutboxItem
        {
            Id = ids.New(),
            Branch = branch.Id,
            DueAt = due,
            Kind = "session.reminder",
            Recipient = Recipient.BranchGroup,
            Facts = new Dictionary<string, string>
            {
                ["session"] = session.Id.ToString(),
                ["version"] = session.Version.ToString(CultureInfo.InvariantCulture),
            },
        }));
        await Written.CommitAsync(services, changes, cancellationToken);
    }
}
