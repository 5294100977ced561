using System.Net;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Demo;
using ChatBot.Host.Serving;
using ChatBot.Kernel.Time;
using ChatBot.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Simulator;

/// <summary>
/// The simulator's page in a real browser: a sign-up by button, a leave request in words, decided by the secretary. Makes the
/// picture of the README when <c>BRANCHBOT_UPDATE_PICTURES=1</c>.
/// </summary>
public sealed partial class SimulatorPageTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private const float Patience = 15_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task Page_SignUpByButtonAndLeaveInWords_ReachSecretaryAndMember()
    {
        stores.SkipWithoutStores();
        var browserPath = Environment.GetEnvironmentVariable("BRANCHBOT_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(browserPath))
        {
            Assert.Skip($"There is no browser at {browserPath}; install chromium or set BRANCHBOT_CHROMIUM.");
        }

        await using var app = await StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browserPath, Args = Flags });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, DeviceScaleFactor = 1.5f });
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync(AddressOf(app) + "/simulator");

        // A member sees the notice in the group and signs up by its button.
        await BecomeAsync(page, "刘洋");
        await page.Locator("#group").GetByRole(AriaRole.Button, new() { Name = "报名" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#group")).ToContainTextAsync(Joined());

        // Another one asks leave in words; the form asks for what is missing and for a confirmation.
        await BecomeAsync(page, "赵娜");
        await SayAsync(page, "党课我请假");
        await page.Locator("#private").GetByRole(AriaRole.Button, new() { Name = "出差" }).ClickAsync();
        await page.Locator("#private").GetByRole(AriaRole.Button, new() { Name = "确定" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator("#private")).ToContainTextAsync("请假申请已提交");

        // The secretary is asked privately and agrees with one tap; the member hears of it.
        await BecomeAsync(page, "周敏");
        await Assertions.Expect(page.Locator("#private")).ToContainTextAsync("请假待您审批");
        await page.Locator("#private").GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#private")).ToContainTextAsync("已准假");
        await BecomeAsync(page, "赵娜");
        await Assertions.Expect(page.Locator("#private")).ToContainTextAsync("您的请假已批准");

        var group = await page.Locator("#group").InnerTextAsync();
        Assert.DoesNotContain("赵娜", group, StringComparison.Ordinal);
        Assert.Empty(GroupEars.Leaks([group], ["赵娜", "刘洋", "周敏"], ["出差"]));
        await TakePictureAsync(page);
    }

    // The wording has variants that take turns.
    [GeneratedRegex("报名成功|已为您报名", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joined();

    private static async Task BecomeAsync(IPage page, string name) =>
        await page.Locator("#people").GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#say-private input").FillAsync(text);
        await page.Locator("#say-private button").ClickAsync();
    }

    private static async Task TakePictureAsync(IPage page)
    {
        var folder = RepositoryRoot();
        if (Environment.GetEnvironmentVariable("BRANCHBOT_UPDATE_PICTURES") == "1" && folder is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "src", "ChatBot.Host", "Simulator", "simulator.png") });
        }
        else
        {
            Assert.NotEmpty(await page.ScreenshotAsync());
        }
    }

    private static string? RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private async Task<WebApplication> StartAsync()
    {
        var clock = new MovableClock(stores.Clock.GetUtcNow().AddHours(1));
        var app = BotHost.Build(null, builder =>
        {
            builder.Configuration.AddInMemoryCollection(stores.Configuration);
            builder.Configuration["Simulator:Enabled"] = "true";
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IClockHands>(new MovableClockHands(clock));
        });
        await ActivatorUtilities.CreateInstance<DemoBranch>(app.Services).LoadAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
