using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Xunit;

namespace ChatBot.Channels.BotFramework.Tests;

/// <summary>Who is let in, and with which settings the service starts.</summary>
public sealed class GateTests
{
    private const string AppId = "11111111-1111-4111-8111-111111111111";

    private static readonly Dictionary<string, string?> Registered = new()
    {
        ["Channels:BotFramework:main:MicrosoftAppId"] = AppId,
        ["Channels:BotFramework:main:MicrosoftAppPassword"] = "invented",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dTpw")]
    public async Task Post_NoToken_IsRefused(string? authorization)
    {
        await using var host = await ChannelHost.StartAsync(Registered, "Production");
        var activity = host.Client.Activity("message", "u1", null).ToJsonString();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.PostRawAsync(activity, authorization, Token)).Status);
        Assert.Empty(host.Turns.Heard);
    }

    [Theory]
    [InlineData("22222222-2222-4222-8222-222222222222", "https://api.botframework.com")]
    [InlineData(AppId, "https://example.org")]
    public async Task Post_ForgedToken_IsRefused(string audience, string issuer)
    {
        await using var host = await ChannelHost.StartAsync(Registered, "Production");
        var activity = host.Client.Activity("message", "u1", null);
        activity["serviceUrl"] = "https://smba.trafficmanager.net/emea/";

        var answer = await host.Client.PostRawAsync(activity.ToJsonString(), Forged(audience, issuer), Token);

        // 503: the platform's keys, which would tell, cannot be fetched where the test runs.
        Assert.Contains(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.ServiceUnavailable });
        Assert.Empty(host.Turns.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"message\"")]
    [InlineData("{\"type\":5,\"conversation\":7}")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"message\"}")]
    public async Task Post_NoActivity_IsABadRequest(string body)
    {
        await using var host = await ChannelHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostRawAsync(body, null, Token)).Status);
    }

    [Theory]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("conversation", "{\"id\":\"\"}")]
    [InlineData("from", "{\"id\":\"a\\u0000b\"}")]
    [InlineData("from", "null")]
    [InlineData("channelId", "null")]
    [InlineData("membersAdded", "5")]
    public async Task Post_FieldMakesNoSense_IsABadRequest(string field, string value)
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity[field] = JsonNode.Parse(value);

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync(activity, Token)).Status);
        Assert.Empty(host.Turns.Heard);
    }

    [Fact]
    public async Task Post_TooDeep_IsABadRequest()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null).ToJsonString();
        var deep = $"{activity[..^1]},\"value\":{new string('[', 200_000)}{new string(']', 200_000)}}}";

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostRawAsync(deep, null, Token)).Status);
    }

    [Fact]
    public async Task Post_TooLarge_IsRefused()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity["text"] = new string('a', 1 << 20);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Client.PostAsync(activity, Token)).Status);
    }

    [Fact]
    public async Task Post_ForgedServiceUrl_IsRefusedAndCallsNobody()
    {
        await using var other = await BotFrameworkDouble.StartAsync(ct: Token);
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity["serviceUrl"] = "https://example.org/";

        Assert.Equal(HttpStatusCode.Forbidden, (await host.Client.PostAsync(activity, Token)).Status);
        Assert.Empty(host.Turns.Heard);
        Assert.Empty(host.References.Kept);
    }

    [Fact]
    public async Task Post_NoAccount_IsNotThere()
    {
        await using var host = await ChannelHost.StartAsync(new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.SayAsync("u1", "hi", ct: Token)).Status);
    }

    [Theory]
    [InlineData("Production", "MicrosoftAppId is missing")]
    [InlineData("Production", "must be the application (client) id", "MicrosoftAppId=mybot", "MicrosoftAppPassword=x")]
    [InlineData("Production", "MicrosoftAppPassword is missing", "MicrosoftAppId=" + AppId)]
    [InlineData("Production", "MicrosoftAppTenantId is missing", "MicrosoftAppId=" + AppId, "MicrosoftAppPassword=x", "MicrosoftAppType=SingleTenant")]
    [InlineData("Development", "MicrosoftAppId is missing although", "MicrosoftAppPassword=x")]
    [InlineData("Development", "ServiceUrls:0 must be", "ServiceUrls:0=http://example.org")]
    [InlineData("Development", "MicrosoftAppPasswordFile: the file cannot be read", "MicrosoftAppId=" + AppId, "MicrosoftAppPasswordFile=/nowhere/at/all")]
    public async Task Start_SettingsThatCannotWork_NameTheirKey(string environment, string fault, params string[] settings)
    {
        var all = settings.Select(s => s.Split('=', 2)).ToDictionary(s => "Channels:BotFramework:main:" + s[0], s => (string?)s[1]);
        all.TryAdd("Channels:BotFramework:main:MicrosoftAppTenantId", "");

        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => ChannelHost.StartAsync(all, environment));

        Assert.Contains(thrown.Failures, f => f.StartsWith("Channels:BotFramework:main:", StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_TwoAccountsOfOneApp_AreRefused()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => ChannelHost.StartAsync(new Dictionary<string, string?>(Registered)
        {
            ["Channels:BotFramework:other:MicrosoftAppId"] = AppId,
            ["Channels:BotFramework:other:MicrosoftAppPassword"] = "invented",
        }));

        Assert.Contains("Channels:BotFramework:other:MicrosoftAppId", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://directline.botframework.com/", true)]
    [InlineData("https://botframework.com.example.org/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://smba.trafficmanager.net.example.org/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/", false)]
    [InlineData("http://smba.trafficmanager.net/", false)]
    [InlineData("http://127.0.0.1:5000/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("urn:botframework:websocket:a", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Allows_Default_IsThePublicConnectorsAlone(string? serviceUrl, bool isAllowed) =>
        Assert.Equal(isAllowed, new BotFrameworkAddresses(new BotFrameworkOptions(), allowsLoopback: false).Allows(serviceUrl));

    [Theory]
    [InlineData("https://connector.example.org/bots/", true)]
    [InlineData("https://connector.example.org/bots/v1", true)]
    [InlineData("https://connector.example.org/bots", true)]
    [InlineData("https://connector.example.org/botsy", false)]
    [InlineData("https://connector.example.org/", false)]
    [InlineData("https://connector.example.org/bots/../admin", false)]
    [InlineData("https://smba.trafficmanager.net/", false)]
    [InlineData("http://localhost:3979", true)]
    public void Allows_Configured_IsThatAloneAndLoopbackInDevelopment(string serviceUrl, bool isAllowed)
    {
        var options = new BotFrameworkOptions { ServiceUrls = { "https://connector.example.org/bots" } };

        Assert.Equal(isAllowed, new BotFrameworkAddresses(options, allowsLoopback: true).Allows(serviceUrl));
    }

    [Theory]
    [InlineData("msteams", true, true, false)]
    [InlineData("webchat", false, true, true)]
    [InlineData("directline", false, true, false)]
    [InlineData("emulator", true, true, false)]
    public void Hears_Client_ByDefaultNotThoseWhosePageSaysWhoTheUserIs(string channelId, bool byDefault, bool withoutApp, bool whenOnlyWebChat)
    {
        Assert.Equal(byDefault, Account(AppId).Hears(channelId));
        Assert.Equal(withoutApp, Account("").Hears(channelId));
        Assert.Equal(whenOnlyWebChat, Account(AppId, "WebChat").Hears(channelId));
    }

    private static BotFrameworkAccount Account(string appId, params string[] channelIds)
    {
        var options = new BotFrameworkOptions { MicrosoftAppId = appId, MicrosoftAppPassword = appId.Length > 0 ? "invented" : "" };
        options.ChannelIds.AddRange(channelIds);
        return new BotFrameworkAccount("main", options, isDevelopment: true, new NoClients());
    }

    private sealed class NoClients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => throw new NotSupportedException();
    }

    private static string Forged(string audience, string issuer)
    {
        static string Part(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(part.ToJsonString()));
        var head = Part(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "k" });
        var claims = Part(new JsonObject { ["aud"] = audience, ["iss"] = issuer, ["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() });
        return $"Bearer {head}.{claims}.{WebEncoders.Base64UrlEncode(new byte[256])}";
    }
}
