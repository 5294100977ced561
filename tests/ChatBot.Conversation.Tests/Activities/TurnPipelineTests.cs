using ChatBot.Capabilities.Sessions;
using ChatBot.Conversation.Activities;
using ChatBot.Conversation.Tests.Dialogs;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Xunit;

namespace ChatBot.Conversation.Tests.Activities;

/// <summary>The Bot Framework's pipeline around a turn: what middleware sees, may change, and may not do.</summary>
public sealed class TurnPipelineTests
{
    private static readonly OutboundMessage Rich = new()
    {
        Card = CardKey.Of("leave", Guid.Empty),
        Title = "请假",
        Text = "请核对",
        Buttons = [new Button("确定", "确定"), new Button("修改", "我要修改")],
        Picker = new Picker("哪一次", [new Button("党课", "9")]),
        Links = [new MessageLink("材料", new Uri("https://example.org/a"))],
        AsksOnce = true,
        MentionsAll = true,
        TypingHint = "回复 确定",
        NumberedHint = "回复 1 确定",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Middleware_Turn_SeesWhatCameInAndWhatIsSaid()
    {
        var seen = new List<string>();
        using var bot = new Bot(middleware: [new Middleware(
            activity => seen.Add($"in {activity.Type} {activity.ChannelId} {activity.From.Id} {activity.Conversation.IsGroup}: {activity.Text}"),
            activity => seen.Add($"out {activity.Type}: {activity.Text}"))]);

        var said = await bot.SaysInGroup("帮助");

        Assert.Equal("in message simulator limin True: 帮助", seen[0]);
        Assert.Equal(said.Result.Replies.Select(r => $"out message: {r.Text}"), seen[1..]);
        Assert.NotEmpty(seen[1..]);
    }

    [Fact]
    public async Task Middleware_ChangesTheWordsThatCameIn_TheDialogHearsTheNewOnes()
    {
        using var bot = new Bot(middleware: [new Middleware(activity => activity.Text = activity.Text.Replace("告假", "请假", StringComparison.Ordinal), _ => { })]);
        bot.Offers("sessions.leavable", Bot.Session(9, SessionKind.PartyClass, "先进典型", 7, 15));
        using var plain = new Bot();
        plain.Offers("sessions.leavable", Bot.Session(9, SessionKind.PartyClass, "先进典型", 7, 15));

        var changed = await bot.Says("告假");

        Assert.Equal(await TextOfAsync(plain, "请假"), changed.Result.Replies.Select(r => r.Text));
    }

    [Fact]
    public async Task Middleware_ChangesWhatIsSaid_TheRestOfTheMessageStays()
    {
        using var bot = Saying(Rich, new Middleware(_ => { }, activity => activity.Text += "（测试）"));

        var reply = Assert.Single((await bot.Says("帮助")).Result.Replies);

        Assert.Equal(Rich with { Text = "请核对（测试）" }, reply);
    }

    [Fact]
    public void Activity_ThereAndBack_IsTheSameMessage() => Assert.Same(Rich, TurnActivity.Said(TurnActivity.Of(Rich)));

    [Fact]
    public void Said_ButtonsChanged_AreTheNewOnesWithoutTheOldHint()
    {
        var activity = TurnActivity.Of(Rich);
        activity.SuggestedActions.Actions.RemoveAt(1);

        var said = TurnActivity.Said(activity);

        Assert.Equal([new Button("确定", "确定")], said!.Buttons);
        Assert.Equal((Rich.Card, Rich.Picker, "", ""), (said.Card, said.Picker, said.TypingHint, said.NumberedHint));
    }

    [Fact]
    public void Said_TypingOrTrace_IsNothing()
    {
        Assert.Null(TurnActivity.Said(new Activity(ActivityTypes.Typing)));
        Assert.Null(TurnActivity.Said(new Activity(ActivityTypes.Trace)));
    }

    [Fact]
    public void Said_Attachment_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => TurnActivity.Said(new Activity(ActivityTypes.Message) { Attachments = [new Attachment("image/png")] }));

    [Fact]
    public async Task Middleware_TakesTheAnswerOut_NothingIsSaid()
    {
        using var bot = new Bot(middleware: [new Sending((_, activities, next) =>
        {
            activities.Clear();
            return next();
        })]);

        Assert.Empty((await bot.Says("帮助")).Result.Replies);
    }

    [Fact]
    public async Task Middleware_SaysSomethingItself_IsSaidInOrder()
    {
        using var bot = new Bot(middleware: [new Around(async (context, next) =>
        {
            await context.SendActivityAsync("之前", cancellationToken: Token);
            await next(Token);
            await context.SendActivityAsync("之后", cancellationToken: Token);
        })]);

        var said = (await bot.Says("帮助")).Result.Replies.Select(r => r.Text).ToList();

        Assert.Equal(("之前", "之后"), (said[0], said[^1]));
        Assert.True(said.Count > 2);
    }

    [Fact]
    public async Task Middleware_AnswersInTheBotsPlace_TheDialogStaysAsItWas()
    {
        using var bot = new Bot(middleware: [new Around((context, _) => context.SendActivityAsync("今天休息", cancellationToken: Token))]);

        var result = await bot.Handler.HandleAsync(bot.Message(InboundKind.Text, "请假", ConversationScope.Private), new TurnMemory("state"), Token);

        Assert.Equal(("今天休息", "state", null), (Assert.Single(result.Replies).Text, result.NextState, result.Changes));
        Assert.Empty(bot.Runs);
    }

    [Fact]
    public async Task Middleware_Throws_TheTurnFails()
    {
        using var bot = new Bot(middleware: [new Around((_, _) => throw new InvalidOperationException("broken"))]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Says("帮助"));
    }

    [Fact]
    public async Task Middleware_CallsTheBotTwice_TheTurnFails()
    {
        using var bot = new Bot(middleware: [new Around(async (_, next) =>
        {
            await next(Token);
            await next(Token);
        })]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Says("帮助"));
    }

    [Fact]
    public async Task Middleware_UpdatesOrDeletes_IsRefused()
    {
        using var updating = new Bot(middleware: [new Around((context, _) => context.UpdateActivityAsync(new Activity(ActivityTypes.Message), Token))]);
        using var deleting = new Bot(middleware: [new Around((context, _) => context.DeleteActivityAsync("1", Token))]);

        await Assert.ThrowsAsync<NotSupportedException>(() => updating.Says("帮助"));
        await Assert.ThrowsAsync<NotSupportedException>(() => deleting.Says("帮助"));
    }

    [Fact]
    public async Task HandleAsync_AgainAfterAConflict_SaysItOnceAndTellsTheMiddleware()
    {
        var retries = new List<bool>();
        using var bot = new Bot(middleware: [new Around((context, next) =>
        {
            retries.Add(context.TurnState.Get<TurnMemory>().IsRetry);
            return next(Token);
        })]);
        var message = bot.Message(InboundKind.Text, "帮助", ConversationScope.Private);

        var first = await bot.Handler.HandleAsync(message, new TurnMemory(), Token);
        var second = await bot.Handler.HandleAsync(message, new TurnMemory(IsRetry: true), Token);

        Assert.Equal(first.Replies.Select(r => r.Text), second.Replies.Select(r => r.Text));
        Assert.Equal([false, true], retries);
    }

    [Fact]
    public async Task Middleware_SenderRewritten_TheTurnStaysThePlatformsSenders()
    {
        using var bot = new Bot(middleware: [new Middleware(activity => (activity.From.Id, activity.ChannelData) = ("somebody", new object()), _ => { })]);

        using var plain = new Bot();

        var said = await bot.Says("帮助");

        Assert.Equal(await TextOfAsync(plain, "帮助"), said.Result.Replies.Select(r => r.Text));
    }

    [Fact]
    public async Task HandleAsync_Enter_IsAConversationUpdateThatAddsThePerson()
    {
        var seen = new List<Activity>();
        using var bot = new Bot(middleware: [new Middleware(seen.Add, _ => { })]);

        await bot.Sends(InboundKind.Enter);

        Assert.Equal((ActivityTypes.ConversationUpdate, "limin"), (Assert.Single(seen).Type, Assert.Single(seen[0].MembersAdded).Id));
    }

    private static async Task<IEnumerable<string>> TextOfAsync(Bot bot, string text) => (await bot.Says(text)).Result.Replies.Select(r => r.Text);

    // The bot's own sentence is replaced by a message with every field, as if it had said that.
    private static Bot Saying(OutboundMessage message, IMiddleware after) => new(middleware:
    [
        new Sending((_, activities, next) =>
        {
            activities.Clear();
            activities.Add(TurnActivity.Of(message));
            return next();
        }),
        after,
    ]);
}
