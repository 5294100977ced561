using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Options;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

public sealed class WeComSettingsTests
{
    private const string Path = "Channels:WeCom:main";

    [Theory]
    [InlineData("App:EncodingAesKey", "short", "Channels:WeCom:main:App:EncodingAesKey must be 43 characters of A-Z, a-z and 0-9; it has 5.")]
    [InlineData("App:EncodingAesKey", null, "Channels:WeCom:main:App:Token and Channels:WeCom:main:App:EncodingAesKey belong together")]
    [InlineData("App:Token", "with space", "Channels:WeCom:main:App:Token must be at most 32 letters and digits.")]
    [InlineData("App:Secret", "", "Channels:WeCom:main:App:Secret is missing.")]
    [InlineData("App:AgentId", "0", "Channels:WeCom:main:App:AgentId must be the app's number")]
    [InlineData("App:CallbackWindow", "00:00:05", "Channels:WeCom:main:App:CallbackWindow must be at least 00:01:00")]
    [InlineData("App:SecretFile", "/nonexistent/secret", "Channels:WeCom:main:App:Secret and Channels:WeCom:main:App:SecretFile are both given")]
    [InlineData("CorpId", " ", "Channels:WeCom:main:CorpId is missing")]
    [InlineData("ApiBaseUrl", "http://qyapi.weixin.qq.com", "Channels:WeCom:main:ApiBaseUrl must be an absolute https address")]
    [InlineData("ApiBaseUrl", "https://qyapi.weixin.qq.com/?a=b", "Channels:WeCom:main:ApiBaseUrl must be an absolute https address")]
    [InlineData("GroupWebhooks:branch:Key", "", "Channels:WeCom:main:GroupWebhooks:branch:Key is missing")]
    [InlineData("GroupWebhooks:two", "", "Channels:WeCom:main:GroupWebhooks:two:Key is missing")]
    [InlineData("CorpId", null, "Channels:WeCom:main:CorpId is missing")]
    [InlineData("App:Secret", null, "Channels:WeCom:main:App:Secret is missing")]
    [InlineData("GroupWebhooks:branch:Key", null, "Channels:WeCom:main:GroupWebhooks:branch:Key is missing")]
    [InlineData("GroupWebhooks:two:KeyFile", "/nonexistent/key", "Channels:WeCom:main:GroupWebhooks:two:KeyFile names /nonexistent/key, which cannot be read")]
    public async Task Start_WrongValue_StopsWithTheFullKey(string key, string? value, string expected)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => WeComHost.StartAsync(change: s => s[$"{Path}:{key}"] = value));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BotId", "", "Channels:WeCom:main:Robot:BotId is missing")]
    [InlineData("BotId", null, "Channels:WeCom:main:Robot:BotId is missing")]
    [InlineData("Secret", "", "Channels:WeCom:main:Robot:Secret is missing")]
    [InlineData("SecretFile", "/nonexistent/secret", "Channels:WeCom:main:Robot:Secret and Channels:WeCom:main:Robot:SecretFile are both given")]
    [InlineData("Endpoint", "ws://openws.work.weixin.qq.com", "Channels:WeCom:main:Robot:Endpoint must be an absolute wss address")]
    [InlineData("Endpoint", "https://openws.work.weixin.qq.com", "Channels:WeCom:main:Robot:Endpoint must be an absolute wss address")]
    [InlineData("Mode", "Callback", "Channels:WeCom:main:Robot:Token is missing")]
    [InlineData("Mode", "Callback", "Channels:WeCom:main:Robot:EncodingAesKey is missing")]
    [InlineData("Mode", "Carrier", "Channels:WeCom:main:Robot:Mode")]
    [InlineData("EncodingAesKey", "short", "Channels:WeCom:main:Robot:EncodingAesKey must be 43 characters")]
    [InlineData("Token", "with space", "Channels:WeCom:main:Robot:Token must be at most 32 letters and digits.")]
    [InlineData("CallbackWindow", "00:00:05", "Channels:WeCom:main:Robot:CallbackWindow must be at least 00:01:00")]
    public async Task Start_WrongValueOfTheRobot_StopsWithTheFullKey(string key, string? value, string expected)
    {
        await using var platform = await PlatformDoubles.WeComDouble.StartAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RobotHost.StartAsync(platform, change: s => s[$"{Path}:Robot:{key}"] = value));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Robot_Endpoint_IsThePlatformsByDefault() =>
        Assert.Equal("wss://openws.work.weixin.qq.com/", new WeComRobotOptions().Endpoint.AbsoluteUri);

    [Fact]
    public async Task Start_AgentIdNoNumber_StopsWithTheFullKey()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => WeComHost.StartAsync(change: s => s[$"{Path}:App:AgentId"] = "app"));
        Assert.Contains("Channels:WeCom:main:App:AgentId", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecretsAsFiles_AreRead()
    {
        var folder = Directory.CreateTempSubdirectory("wecom-settings");
        try
        {
            await using var host = await WeComHost.StartAsync(change: s =>
            {
                foreach (var key in (string[])["App:Secret", "App:Token", "App:EncodingAesKey", "GroupWebhooks:branch:Key"])
                {
                    var file = System.IO.Path.Combine(folder.FullName, key.Replace(':', '_'));
                    File.WriteAllText(file, s[$"{Path}:{key}"] + "\n");
                    s.Remove($"{Path}:{key}");
                    s[$"{Path}:{key}File"] = file;
                }
            });

            Assert.True(await host.Caller.VerifyUrlAsync());
            var result = await host.Channel.SendAsync(
                new("wecom", "main", RouteKind.Private, "zhangwei"), new OutboundMessage { Text = "x" }, "k", TestContext.Current.CancellationToken);
            Assert.True(result.IsSent);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Start_NoAccount_SaysSoOnceAndSendsNothing()
    {
        await using var host = await WeComHost.StartAsync(change: s => s.Clear());
        var route = new OutboundRoute("wecom", "main", RouteKind.Private, "zhangwei");

        Assert.False(host.Channel.CanSend(route));
        Assert.Equal(FailureCategory.Configuration, (await host.Channel.SendAsync(route, new OutboundMessage { Text = "x" }, "k", TestContext.Current.CancellationToken)).Failure);
        using var response = await host.Http.GetAsync(host.CallbackUrl);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await host.Probe.ProbeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, host.Logs.Count(2000));
    }

    [Fact]
    public async Task Probe_GoodSettings_FindsAllWell()
    {
        await using var host = await WeComHost.StartAsync();

        var findings = await host.Probe.ProbeAsync(TestContext.Current.CancellationToken);

        Assert.Equal([$"{Path}:App", $"{Path}:App:Token", $"{Path}:GroupWebhooks:branch"], findings.Select(f => f.Subject));
        Assert.All(findings, f => Assert.True(f.IsGood, f.Detail));
    }

    [Fact]
    public async Task Probe_WrongSecretAndNoCallback_SaysWhatToDo()
    {
        await using var host = await WeComHost.StartAsync(change: s =>
        {
            s[$"{Path}:App:Secret"] = "not-the-secret";
            s.Remove($"{Path}:App:Token");
            s.Remove($"{Path}:App:EncodingAesKey");
        });

        var findings = await host.Probe.ProbeAsync(TestContext.Current.CancellationToken);

        var bad = findings.Where(f => !f.IsGood).ToList();
        Assert.Equal([$"{Path}:App", $"{Path}:App:Token"], bad.Select(f => f.Subject));
        Assert.Contains("40001", bad[0].Detail, StringComparison.Ordinal);
        Assert.All(bad, f => Assert.NotEmpty(f.Advice));
        Assert.DoesNotContain(findings, f => f.ToString().Contains("not-the-secret", StringComparison.Ordinal));
    }
}
