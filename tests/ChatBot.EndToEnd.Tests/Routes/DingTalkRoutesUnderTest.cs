using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>What the two modes of DingTalk share: one double with a published card template.</summary>
internal abstract class DingTalkRoute(string mode) : BotRoute
{
    private const string CardSecret = "invented-card-secret";

    public override string Name => $"DingTalk {mode}";

    protected DingTalkDouble Platform { get; private set; } = null!;

    protected override async Task<(string Identities, IReadOnlyDictionary<string, string?> Settings)> PrepareAsync(CancellationToken cancellationToken)
    {
        Platform = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                Members = [.. RouteWorld.People.Select(p => new DingTalkMember(p.User, p.Name, 1))],
                Groups = [DingTalkDemo.GroupConversation],
                CallsPerSecond = 0,
            },
            Clock,
            cancellationToken);
        return ("钉钉", new Dictionary<string, string?>
        {
            ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
            ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
            ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
            ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
            ["Channels:DingTalk:main:Mode"] = mode,
            ["Channels:DingTalk:main:Cards:TemplateId"] = DingTalkDemo.CardTemplateId,
            ["Channels:DingTalk:main:Cards:CallbackSecret"] = CardSecret,
            ["Channels:DingTalk:main:ApiBaseUrl"] = Platform.BaseUrl.AbsoluteUri,
            ["Channels:DingTalk:main:OapiBaseUrl"] = Platform.BaseUrl.AbsoluteUri,
        });
    }

    protected override async Task TapAsync(string user, Seen seen, SeenButton button) =>
        await (await Platform.TapAsync(seen.Source!, button.Key, user)).AcknowledgedAsync();

    protected override Task<IReadOnlyList<Seen>> ScreenAsync(string user) => Task.FromResult(ReceivedScreen.Of(
        Platform.Received.Where(m => m.Route is not (DingTalkRoutes.CardUpdate or DingTalkRoutes.CardAnswer)),
        user,
        m => m.To == DingTalkDemo.GroupConversation,
        m => m.Card!.Type == "interactiveCard" ? Platform.CardFor(m.Card.TaskId, user)?.Card : null));

    /// <summary>Tells the platform where pressed buttons go, as an operator does by hand.</summary>
    protected async Task RegisterCardsAsync()
    {
        using var http = new HttpClient();
        using var token = await http.PostAsJsonAsync(
            new Uri(Platform.BaseUrl, "v1.0/oauth2/accessToken"), new { appKey = DingTalkDemo.AppKey, appSecret = DingTalkDemo.AppSecret });
        http.DefaultRequestHeaders.Add("x-acs-dingtalk-access-token", (string)(await token.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
        using var answer = await http.PostAsJsonAsync(
            new Uri(Platform.BaseUrl, "v1.0/card/callbacks/register"),
            new { callbackRouteKey = "main", callbackUrl = new Uri(World.Url, "callbacks/dingtalk/robot/main/cards").AbsoluteUri, apiSecret = CardSecret, forceUpdate = true });
        answer.EnsureSuccessStatusCode();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Platform.DisposeAsync();
    }
}

/// <summary>Stream mode.</summary>
internal sealed class StreamRoute() : DingTalkRoute("Stream")
{
    protected override Task OpenAsync(CancellationToken cancellationToken) => Platform.Stream.WaitForConnectionAsync(ct: cancellationToken);

    protected override async Task SayAsync(string user, string text, bool inGroup)
    {
        var delivery = await Platform.Stream.SayAsync(user, RouteWorld.NameOf(user), text, inGroup ? DingTalkDemo.GroupConversation : null);
        await delivery.AcknowledgedAsync();
        await delivery.AnswerAsync();
    }
}

/// <summary>HTTP mode, card callbacks over HTTP too.</summary>
internal sealed class HttpRoute() : DingTalkRoute("Callback")
{
    private DingTalkCallbackClient? _caller;

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        _caller = new DingTalkCallbackClient(
            new Uri(World.Url, "callbacks/dingtalk/robot/main"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, Platform);
        await RegisterCardsAsync();
    }

    protected override Task SayAsync(string user, string text, bool inGroup) =>
        _caller!.SendTextAsync(user, RouteWorld.NameOf(user), text, isGroup: inGroup);

    public override async ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        await base.DisposeAsync();
    }
}
