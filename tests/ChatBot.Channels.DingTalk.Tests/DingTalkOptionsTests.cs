using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>What a start says to settings.</summary>
public sealed class DingTalkOptionsTests
{
    private const string Main = "Channels:DingTalk:main";
    private const string Secret = "not-to-be-shown";

    [Fact]
    public async Task Start_WholeAccount_TakesDefaults()
    {
        using var host = Host(App());
        await host.StartAsync();

        var options = host.Services.GetRequiredService<IOptionsMonitor<DingTalkOptions>>().Get(Main);
        Assert.Equal("https://api.dingtalk.com/", options.ApiBaseUrl?.AbsoluteUri);
        Assert.Equal("https://oapi.dingtalk.com/", options.OapiBaseUrl?.AbsoluteUri);
        Assert.Equal("dingkey", options.RobotCode);
    }

    [Fact]
    public async Task Start_NothingConfigured_SendsNothingAndSaysSoOnce()
    {
        var log = new LogLines();
        using var host = Host([], log);
        await host.StartAsync();

        var channel = host.Services.GetRequiredService<IChannel>();
        var route = new OutboundRoute("dingtalk", "main", RouteKind.Private, "u");
        Assert.False(channel.CanSend(route));
        Assert.Equal(FailureCategory.Configuration, (await channel.SendAsync(route, new OutboundMessage { Text = "一" }, "k", CancellationToken.None)).Failure);
        Assert.Equal(1, log.Count(3000));
    }

    [Fact]
    public async Task Start_SecretsInFiles_AreRead()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "from-file\n");
            var settings = App();
            settings.Remove(Main + ":AppSecret");
            settings[Main + ":AppSecretFile"] = file;
            settings[Main + ":GroupWebhooks:branch:AccessTokenFile"] = file;
            settings[Main + ":GroupWebhooks:branch:SecretFile"] = file;
            using var host = Host(settings);
            await host.StartAsync();

            var options = host.Services.GetRequiredService<IOptionsMonitor<DingTalkOptions>>().Get(Main);
            var webhook = options.GroupWebhooks["BRANCH"];
            Assert.Equal(("from-file", "from-file", "from-file"), (options.AppSecret, webhook.AccessToken, webhook.Secret));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("MonthlyApiCalls", "0", Main + ":MonthlyApiCalls must be above 0")]
    [InlineData("MonthlyStreamMessages", "-1", Main + ":MonthlyStreamMessages must be above 0")]
    [InlineData("Cards:TemplateId", "a b", Main + ":Cards:TemplateId has blanks")]
    [InlineData("Cards:TemplateId", "a.schema", Main + ":Cards:CallbackSecret is missing")]
    [InlineData("Mode", "Webhook", Main + ":Mode")]
    [InlineData("Mode", "7", Main + ":Mode must be")]
    [InlineData("AppKey", null, Main + ":AppKey")]
    [InlineData("AppKey", "ding key", Main + ":AppKey")]
    [InlineData("AppSecret", null, Main + ":AppSecret")]
    [InlineData("AppSecret", Secret + " \n", Main + ":AppSecret")]
    [InlineData("AppSecretFile", "/nowhere/secret", Main + ":AppSecret")]
    [InlineData("RobotCode", "a b", Main + ":RobotCode")]
    [InlineData("ApiBaseUrl", "http://api.dingtalk.com", Main + ":ApiBaseUrl")]
    [InlineData("ApiBaseUrl", "api.dingtalk.com", Main + ":ApiBaseUrl")]
    [InlineData("OapiBaseUrl", "https://user:" + Secret + "@oapi.dingtalk.com", Main + ":OapiBaseUrl")]
    [InlineData("OapiBaseUrl", "https://oapi.dingtalk.com/?a=b", Main + ":OapiBaseUrl")]
    [InlineData("GroupWebhooks:branch:Secret", "SEC1", Main + ":GroupWebhooks:branch:AccessToken")]
    [InlineData("GroupWebhooks:branch:AccessToken", null, Main + ":GroupWebhooks:branch:AccessToken")]
    [InlineData("GroupWebhooks:branch:AccessToken", "https://oapi.dingtalk.com/robot/send?access_token=" + Secret, Main + ":GroupWebhooks:branch:AccessToken")]
    [InlineData("GroupWebhooks:第一支部:AccessToken", "token", Main + ":GroupWebhooks:第一支部")]
    public async Task Start_WrongValue_StopsWithTheFullKeyAndWithoutTheValue(string key, string? value, string expected)
    {
        var settings = App();
        settings[$"{Main}:{key}"] = value;
        using var host = Host(settings);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EmptyAccount_SaysWhatToSet()
    {
        using var host = Host(new() { [Main + ":CorpId"] = "dingcorp" });
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(Main, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecretAndFileTogether_IsRefused()
    {
        var settings = App();
        settings[Main + ":AppSecretFile"] = "/nowhere/secret";
        using var host = Host(settings);
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("both set", fault.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> App() => new(StringComparer.Ordinal)
    {
        [Main + ":AppKey"] = "dingkey",
        [Main + ":AppSecret"] = Secret,
        [Main + ":Mode"] = "Callback",
    };

    private static IHost Host(Dictionary<string, string?> settings, LogLines? log = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddProvider(log ?? new LogLines());
        builder.Services.AddSingleton<ITokenStore, MemoryTokenStore>();
        builder.Services.AddSingleton<ISpendLedger, MemorySpendLedger>();
        builder.Services.AddSingleton<ILeaseStore, MemoryLeaseStore>();
        builder.Services.AddSingleton<ITurnRunner, FakeTurnRunner>();
        builder.Services.AddDingTalkChannel(builder.Configuration);
        return builder.Build();
    }
}
