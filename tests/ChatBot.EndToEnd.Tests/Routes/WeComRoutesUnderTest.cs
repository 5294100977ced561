using System.Xml.Linq;
using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>What the WeCom routes share: one double.</summary>
internal abstract class WeComRoute : BotRoute
{
    protected const string GroupChat = "wrGroupOfTheBranch";

    protected WeComDouble Platform { get; private set; } = null!;

    protected override async Task<(string Identities, IReadOnlyDictionary<string, string?> Settings)> PrepareAsync(CancellationToken cancellationToken)
    {
        Platform = await WeComDouble.StartAsync(
            new WeComDoubleOptions { Members = [.. RouteWorld.People.Select(p => new WeComMember(p.User, p.Name, 1))] }, Clock, cancellationToken);
        var settings = new Dictionary<string, string?>
        {
            ["Channels:WeCom:main:CorpId"] = WeComDemo.CorpId,
            ["Channels:WeCom:main:ApiBaseUrl"] = Platform.BaseUrl.AbsoluteUri,
        };
        Add(settings);
        return ("企业微信", settings);
    }

    protected abstract void Add(Dictionary<string, string?> settings);

    protected static void AddApp(Dictionary<string, string?> settings, bool hears)
    {
        settings["Channels:WeCom:main:App:AgentId"] = Number(WeComDemo.AgentId);
        settings["Channels:WeCom:main:App:Secret"] = WeComDemo.Secret;
        settings["Channels:WeCom:main:GroupWebhooks:branch:Key"] = WeComDemo.WebhookKey;
        if (hears)
        {
            settings["Channels:WeCom:main:App:Token"] = WeComDemo.Token;
            settings["Channels:WeCom:main:App:EncodingAesKey"] = WeComDemo.EncodingAesKey;
        }
    }

    protected override Task<IReadOnlyList<Seen>> ScreenAsync(string user) =>
        Task.FromResult(ReceivedScreen.Of(Platform.Received, user, m => m.To == GroupChat || m.Route == WeComRoutes.Webhook, _ => null));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Platform.DisposeAsync();
    }
}

/// <summary>智能机器人, long connection.</summary>
internal sealed class LongConnectionRoute : WeComRoute
{
    public override string Name => "WeCom long connection";

    protected override void Add(Dictionary<string, string?> settings)
    {
        settings["Channels:WeCom:main:Robot:Mode"] = "LongConnection";
        settings["Channels:WeCom:main:Robot:BotId"] = WeComDemo.BotId;
        settings["Channels:WeCom:main:Robot:Secret"] = WeComDemo.RobotSecret;
        settings["Channels:WeCom:main:Robot:Endpoint"] = Platform.RobotEndpoint.AbsoluteUri;
    }

    protected override async Task OpenAsync(CancellationToken cancellationToken)
    {
        await Platform.Robot.WaitForConnectionAsync(ct: cancellationToken);
        foreach (var (_, user, _) in RouteWorld.People)
        {
            // Everybody has greeted the robot some time ago; it may not write to strangers.
            Platform.Robot.KnowChat(user, isGroup: false);
        }
    }

    protected override async Task SayAsync(string user, string text, bool inGroup) =>
        await (await Platform.Robot.SayAsync(user, text, inGroup ? GroupChat : null)).AnswerAsync();

    protected override Task TapAsync(string user, Seen seen, SeenButton button) => Platform.Robot.TapAsync(seen.Source!, button.Key, user);
}

/// <summary>智能机器人, callback mode; it cannot speak first, so a send-only app and a group robot push.</summary>
internal sealed class CallbackRobotRoute : WeComRoute
{
    private WeComRobotCallbackClient? _caller;

    public override string Name => "WeCom callback robot";

    protected override void Add(Dictionary<string, string?> settings)
    {
        AddApp(settings, hears: false);
        settings["Channels:WeCom:main:Robot:Mode"] = "Callback";
        settings["Channels:WeCom:main:Robot:Token"] = WeComDemo.RobotToken;
        settings["Channels:WeCom:main:Robot:EncodingAesKey"] = WeComDemo.RobotEncodingAesKey;
    }

    protected override Task OpenAsync(CancellationToken cancellationToken)
    {
        _caller = new WeComRobotCallbackClient(
            new Uri(World.Url, "callbacks/wecom/robot/main"), Platform, WeComDemo.RobotToken, WeComDemo.RobotEncodingAesKey);
        return Task.CompletedTask;
    }

    protected override Task BindAsync() => SaysAsync(RouteWorld.Secretary, "/绑定群机器人 branch");

    protected override Task SayAsync(string user, string text, bool inGroup) => _caller!.SayAndFollowAsync(user, text, inGroup ? GroupChat : null);

    protected override Task TapAsync(string user, Seen seen, SeenButton button) => _caller!.TapAsync(seen.Source!, button.Key, user);

    public override async ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>自建应用: hears and pushes in private; a group robot for the group.</summary>
internal sealed class AppRoute : WeComRoute
{
    private readonly List<(string User, Seen Seen)> _passive = [];
    private readonly Dictionary<(string User, string TaskId), Seen> _changed = [];
    private WeComCallbackClient? _caller;

    public override string Name => "WeCom app";

    public override bool HearsGroup => false;

    protected override void Add(Dictionary<string, string?> settings) => AddApp(settings, hears: true);

    protected override Task OpenAsync(CancellationToken cancellationToken)
    {
        _caller = new WeComCallbackClient(
            new Uri(World.Url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, clock: Clock);
        return Task.CompletedTask;
    }

    protected override async Task SayAsync(string user, string text, bool inGroup)
    {
        var reply = await _caller!.SendTextAsync(user, text);
        if (reply.Text.Length > 0)
        {
            _passive.Add((user, new Seen(false, reply.Text, [])));
        }
    }

    protected override async Task TapAsync(string user, Seen seen, SeenButton button)
    {
        var reply = await _caller!.TapAsync(Platform, seen.Source!, button.Key, user);
        if (reply.Xml.Contains("<TemplateCard>", StringComparison.Ordinal))
        {
            // The passive answer that changes the tapped card for the one who tapped.
            var card = XElement.Parse(reply.Xml).Element("TemplateCard")!;
            string Words(params string[] path) => path.Aggregate((XElement?)card, (e, name) => e?.Element(name))?.Value ?? "";
            _changed[(user, seen.Source!.Card!.TaskId)] = new Seen(
                false,
                $"{Words("MainTitle", "Title")}\n{Words("MainTitle", "Desc")}\n{Words("SubTitleText")}",
                [.. card.Elements("ButtonList").Select(b => new SeenButton(b.Element("Text")!.Value, b.Element("Key")!.Value))],
                seen.Source);
        }
        else if (reply.Text.Length > 0)
        {
            _passive.Add((user, new Seen(false, reply.Text, [])));
        }
    }

    protected override async Task<IReadOnlyList<Seen>> ScreenAsync(string user) =>
        [.. (await base.ScreenAsync(user)).Select(s => _changed.GetValueOrDefault((user, s.Source?.Card?.TaskId ?? ""), s)), .. _passive.Where(p => p.User == user).Select(p => p.Seen)];

    public override async ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        await base.DisposeAsync();
    }
}
