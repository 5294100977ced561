using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// One proven activity: runs its turn and delivers the answer, in the body of the response where the client asks for that
/// (<c>expectReplies</c>), else through its connector. Types that the bot does not read are taken and left.
/// </summary>
internal sealed class BotFrameworkMessages(
    BotFrameworkAccount account, ITurnRunner turns, BotFrameworkReferences references, BotFrameworkTimes times, TimeProvider clock, ILogger logger) : ActivityHandler
{
    /// <summary>What is put behind the id of a message to mark the notice that nothing was kept.</summary>
    private const string NotKept = "#not-kept";

    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, BotFrameworkInbound.Message(Activity(turnContext), account, Sent(turnContext)), cancellationToken);

    /// <inheritdoc/>
    protected override Task OnConversationUpdateActivityAsync(
        ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, BotFrameworkInbound.Enter(Activity(turnContext), account, Sent(turnContext)), cancellationToken);

    /// <inheritdoc/>
    protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        Task.FromResult(CreateInvokeResponse());

    private static Activity Activity(ITurnContext context) => context.Activity;

    private (DateTimeOffset At, bool IsTold) Sent(ITurnContext context) => times.Of(context.Activity);

    private async Task RunAsync(ITurnContext context, InboundMessage? message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return;
        }

        await references.NoteAsync(message, context.Activity, cancellationToken);
        var outcome = await turns.RunAsync(message, cancellationToken);
        switch (outcome.Status)
        {
            case TurnStatus.Done or TurnStatus.Repeated:
                await DeliverAsync(context, message, outcome.Replies, cancellationToken);
                break;
            case TurnStatus.NotKept or TurnStatus.Busy:
                Log.LeftToRepeat(logger, account.Name, outcome.Status);
                await TellNotKeptAsync(context, message, outcome, cancellationToken);
                throw new TurnNotKeptException();
            default:
                throw new InvalidOperationException($"Unknown status {outcome.Status}.");
        }
    }

    private async Task DeliverAsync(
        ITurnContext context, InboundMessage message, IReadOnlyList<OutboundMessage> replies, CancellationToken cancellationToken)
    {
        IActivity[] activities = [.. replies.SelectMany(r => BotFrameworkActivities.Of(r, message.Scope == ConversationScope.Group))];
        if (activities.Length == 0)
        {
            // An empty list is an error to the SDK; the bot's silence is not.
            return;
        }

        if (context.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            // The body of this response is the delivery: a repeat asks for the same answer again.
            await context.SendActivitiesAsync(activities, cancellationToken);
            return;
        }

        var delivery = await turns.TakeDeliveryAsync(message, cancellationToken);
        switch (delivery)
        {
            case DeliveryStatus.Delivered:
                return;
            case DeliveryStatus.Underway:
                throw new TurnNotKeptException();
            case DeliveryStatus.Taken:
                break;
            default:
                throw new InvalidOperationException($"Unknown delivery {delivery}.");
        }

        if (await SendAsync(context, activities, cancellationToken))
        {
            await turns.ConfirmDeliveryAsync(message, CancellationToken.None);
            return;
        }

        await turns.ReleaseDeliveryAsync(message, CancellationToken.None);
        throw new TurnNotKeptException();
    }

    /// <summary>Sends through the connector; false when it certainly did not go out. What may have arrived counts as said.</summary>
    private async Task<bool> SendAsync(ITurnContext context, IActivity[] activities, CancellationToken cancellationToken)
    {
        try
        {
            await context.SendActivitiesAsync(activities, cancellationToken);
            return true;
        }
        catch (Exception e) when (BotFrameworkErrorCodes.Classify(e, clock.GetUtcNow()) is not null)
        {
            var failed = BotFrameworkErrorCodes.Classify(e, clock.GetUtcNow())!;
            Log.ReplyNotSent(logger, account.Name, failed.Failure!.Value, failed.Code);
            return failed.Failure == FailureCategory.UnknownOutcome;
        }
    }

    /// <summary>Says once for each message that nothing was kept, without taking the delivery of the answer that a repeat may bring.</summary>
    private async Task TellNotKeptAsync(ITurnContext context, InboundMessage message, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        IActivity[] activities = [.. outcome.Replies.SelectMany(r => BotFrameworkActivities.Of(r, message.Scope == ConversationScope.Group))];
        var notice = message with { MessageId = message.MessageId + NotKept };
        if (outcome.Status != TurnStatus.NotKept
            || activities.Length == 0
            || context.Activity.DeliveryMode == DeliveryModes.ExpectReplies
            || !times.IsFirst(account, notice.InboxKey)
            || await turns.TakeDeliveryAsync(notice, cancellationToken) != DeliveryStatus.Taken)
        {
            return;
        }

        // Confirmed beforehand: the notice is not worth a second one.
        await turns.ConfirmDeliveryAsync(notice, cancellationToken);
        await SendAsync(context, activities, cancellationToken);
    }
}

/// <summary>Nothing was kept, or the answer certainly did not go out: the caller is to repeat.</summary>
internal sealed class TurnNotKeptException() : Exception("The turn is left to a repeat.");
