using ChatBot.Conversation.Activities;
using ChatBot.Kernel.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Conversation.Tests.Activities;

/// <summary>What the bot says on its own passes the same middleware.</summary>
public sealed class PushPipelineTests
{
    private static readonly OutboundRoute Route = new("wecom", "main", RouteKind.Group, "room");
    private static readonly OutboundMessage Notice = new() { Card = "session-1", Title = "通知", Text = "明天开会", Buttons = [new Button("报名", "报名 9")] };

    private readonly Platform _platform = new();

    [Fact]
    public async Task SendAsync_NoMiddleware_SendsTheVeryMessage()
    {
        Assert.True((await SendAsync()).IsSent);
        Assert.Same(Notice, Assert.Single(_platform.Sent));
    }

    [Fact]
    public async Task SendAsync_Middleware_SeesAProactiveTurnAndMayChangeTheWords()
    {
        var seen = new List<(string Type, string? Name, string Channel, bool? IsGroup)>();

        await SendAsync(new Middleware(a => seen.Add((a.Type, a.Name, a.ChannelId, a.Conversation.IsGroup)), a => a.Text += "！"));

        Assert.Equal([(ActivityTypes.Event, "ContinueConversation", "wecom", true)], seen);
        Assert.Equal(Notice with { Text = "明天开会！" }, Assert.Single(_platform.Sent));
    }

    [Fact]
    public async Task UpdateAsync_Middleware_SeesTheCardsNewState()
    {
        await Channel(new Middleware(_ => { }, a => a.Text += "！")).UpdateAsync(Route, "copy", "handle", Notice, TestContext.Current.CancellationToken);

        Assert.Equal("明天开会！", Assert.Single(_platform.Sent).Text);
    }

    [Fact]
    public async Task SendAsync_MiddlewareThrows_NothingGoesOutAndItIsTriedAgain()
    {
        var result = await SendAsync(new Middleware(_ => throw new InvalidOperationException("broken"), _ => { }));

        Assert.Equal(FailureCategory.Transient, result.Failure);
        Assert.Empty(_platform.Sent);
    }

    [Fact]
    public async Task SendAsync_MiddlewareTakesItOut_IsNeverSent()
    {
        var result = await SendAsync(new Sending((_, activities, next) =>
        {
            activities.Clear();
            return next();
        }));

        Assert.Equal((FailureCategory.Permanent, "withheld_by_middleware"), (result.Failure, result.Code));
        Assert.Empty(_platform.Sent);
    }

    [Fact]
    public async Task SendAsync_MiddlewareSaysMore_IsRefused()
    {
        var result = await SendAsync(new Around(async (context, next) =>
        {
            await context.SendActivityAsync("还有", cancellationToken: TestContext.Current.CancellationToken);
            await next(TestContext.Current.CancellationToken);
        }));

        Assert.Equal(FailureCategory.Transient, result.Failure);
        Assert.Empty(_platform.Sent);
    }

    private Task<SendResult> SendAsync(params IMiddleware[] middleware) =>
        Channel(middleware).SendAsync(Route, Notice, "key", TestContext.Current.CancellationToken);

    private PipelinedChannel Channel(params IMiddleware[] middleware) =>
        new(_platform, new PushAdapter(middleware), NullLogger<PipelinedChannel>.Instance);

    private sealed class Platform : IChannel
    {
        public List<OutboundMessage> Sent { get; } = [];

        public string Name => "wecom";

        public bool CanSend(OutboundRoute route) => true;

        public RouteAbilities AbilitiesOf(OutboundRoute route) => RouteAbilities.TextOnly;

        public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => [];

        public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

        public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Task.FromResult(SendResult.Sent());
        }

        public Task<SendResult> UpdateAsync(OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
            SendAsync(route, message, handle, cancellationToken);
    }
}
