using System.Globalization;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.EndToEnd.Tests.Routes;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Replicas;

/// <summary>Books with a branch and a session ahead, for processes that are started on them; on the machine's clock.</summary>
internal sealed class ReplicaWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private ReplicaWorld(TestDatabase database, IReadOnlyDictionary<string, string> environment)
    {
        (_database, Environment) = (database, environment);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
    }

    /// <summary>What a process needs to know.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The database, looked at from outside.</summary>
    public Books Books { get; }

    public static async Task<ReplicaWorld> StartAsync(
        BotSetup setup, string channel, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var identities = channel == "wecom" ? "企业微信" : "钉钉";
        var (database, app, all) = await RouteWorld.BuildAsync(setup, TimeProvider.System, identities, settings, cancellationToken);
        await using (app)
        {
            var now = TimeProvider.System.GetUtcNow();
            var outcome = await app.Services.GetRequiredService<ITurnRunner>().RunAsync(
                new InboundMessage
                {
                    Sender = new PlatformUser(channel, "main", RouteWorld.UserOf(RouteWorld.Secretary)),
                    MessageId = "first",
                    Scope = ConversationScope.Private,
                    ConversationId = RouteWorld.UserOf(RouteWorld.Secretary),
                    SentAt = now,
                    Kind = InboundKind.Text,
                    Text = string.Create(CultureInfo.InvariantCulture, $"/开会 党课 {now.AddDays(10):M月d日}15:00 三楼会议室 主题=学习党章总纲"),
                },
                cancellationToken);
            Assert.Contains(outcome.Replies, r => r.Text.Contains("已创建", StringComparison.Ordinal));
        }

        return new ReplicaWorld(database, all.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value ?? ""));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Books.DisposeAsync();
        await _database.DisposeAsync();
    }
}
