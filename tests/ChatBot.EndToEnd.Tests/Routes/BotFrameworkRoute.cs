using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>A Bot Framework client: posts activities to <c>/api/messages</c>, gets what the bot says through its connector.</summary>
internal sealed class BotFrameworkRoute : BotRoute
{
    private const string Group = "19:branch@thread";

    private BotFrameworkDouble _platform = null!;
    private BotFrameworkClient? _client;

    public override string Name => "Bot Framework";

    // Emulator, Web Chat and Direct Line cannot change what was said.
    public override bool KeepsCardsCurrent => false;

    protected override async Task<(string Identities, IReadOnlyDictionary<string, string?> Settings)> PrepareAsync(CancellationToken cancellationToken)
    {
        _platform = await BotFrameworkDouble.StartAsync(clock: Clock, ct: cancellationToken);
        return ("Bot Framework", SettingsOf(_platform));
    }

    /// <summary>A bot without registration, as on a developer's machine.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsOf(BotFrameworkDouble platform) => new Dictionary<string, string?>
    {
        [RouteWorld.Environment] = "Development",
        ["Channels:BotFramework:main:ServiceUrls:0"] = platform.BaseUrl.AbsoluteUri,
    };

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        _client = new BotFrameworkClient(new Uri(World.Url, "api/messages"), _platform);
        foreach (var (_, user, _) in RouteWorld.People)
        {
            // The bot can speak first only where it was heard before.
            Assert.Equal(System.Net.HttpStatusCode.OK, (await _client.EnterAsync(user, cancellationToken)).Status);
        }
    }

    protected override async Task SayAsync(string user, string text, bool inGroup) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _client!.SayAsync(user, text, inGroup ? Group : null)).Status);

    protected override async Task TapAsync(string user, Seen seen, SeenButton button) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _client!.TapAsync(seen.Source!, button.Key, user, seen.InGroup ? Group : null)).Status);

    protected override Task<IReadOnlyList<Seen>> ScreenAsync(string user) =>
        Task.FromResult(ReceivedScreen.Of(_platform.Received, user, m => m.To == Group, m => m.Card));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client?.Dispose();
        await _platform.DisposeAsync();
    }
}
