using ChatBot.Kernel.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Activities;

/// <summary>
/// Runs what the bot says on its own through the same middleware: as the Bot Framework's proactive turn, an event named
/// <c>ContinueConversation</c> whose bot sends the message.
/// </summary>
internal sealed class PushAdapter : BotAdapter
{
    private readonly bool _isEmpty;

    /// <summary>The pipeline with the middleware in the order of registration.</summary>
    public PushAdapter(IEnumerable<IMiddleware> middleware)
    {
        IReadOnlyList<IMiddleware> all = [.. middleware];
        _isEmpty = all.Count == 0;
        foreach (var one in all)
        {
            Use(one);
        }
    }

    /// <summary>The message as the middleware leaves it; null when one of them took it out.</summary>
    /// <exception cref="InvalidOperationException">A middleware said something beside the message.</exception>
    /// <exception cref="NotSupportedException">A middleware added what no route sends, or changed or deleted an activity.</exception>
    public ValueTask<OutboundMessage?> PassAsync(OutboundRoute route, OutboundMessage message, CancellationToken cancellationToken) =>
        _isEmpty ? ValueTask.FromResult<OutboundMessage?>(message) : new(RunAsync(route, message, cancellationToken));

    /// <inheritdoc/>
    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        turnContext.TurnState.Get<List<OutboundMessage>>().AddRange(activities.Select(TurnActivity.Said).OfType<OutboundMessage>());
        return Task.FromResult(Array.ConvertAll(activities, a => new ResourceResponse(a.Id ?? "")));
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A push is changed in OnSendActivities.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A push is taken out of the list in OnSendActivities.");

    private async Task<OutboundMessage?> RunAsync(OutboundRoute route, OutboundMessage message, CancellationToken cancellationToken)
    {
        var said = new List<OutboundMessage>();
        using var context = new TurnContext(this, EventOf(route));
        context.TurnState.Add(said);
        await RunPipelineAsync(context, (turn, token) => turn.SendActivityAsync(TurnActivity.Of(message), token), cancellationToken);
        return said.Count > 1
            ? throw new InvalidOperationException("A push is one message: a send that is repeated could not tell which of several went out.")
            : said.FirstOrDefault();
    }

    private static Activity EventOf(OutboundRoute route) => new()
    {
        Type = ActivityTypes.Event,
        Name = ActivityEventNames.ContinueConversation,
        ChannelId = route.Channel,
        ServiceUrl = "urn:botframework:" + route.Channel,
        From = new ChannelAccount(route.Kind == RouteKind.Private ? route.Address : null),
        Recipient = new ChannelAccount(route.Account),
        Conversation = new ConversationAccount(route.Kind != RouteKind.Private, id: route.Address),
        ChannelData = route,
    };
}
