using ChatBot.Conversation.Turns;
using ChatBot.Kernel.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Activities;

/// <summary>The bot as the Bot Framework knows one: hands the activity's words to the dialogs and says what they answer.</summary>
internal sealed class BranchBot(DialogTurnHandler dialogs) : ActivityHandler
{
    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, turnContext.Activity.Text, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, "", cancellationToken);

    private async Task RunAsync(ITurnContext context, string? text, CancellationToken cancellationToken)
    {
        var turn = context.TurnState.Get<OpenTurn>();
        if (turn.Decided is not null)
        {
            throw new InvalidOperationException("A middleware called the next one twice; a turn is decided once.");
        }

        turn.Decided = await dialogs.HandleAsync(InWords(turn.Message, text ?? ""), turn.Memory, cancellationToken);
        if (turn.Decided.Replies.Count > 0)
        {
            // An empty list is an error to the Bot Framework; the bot's silence is not.
            await context.SendActivitiesAsync([.. turn.Decided.Replies.Select(TurnActivity.Of)], cancellationToken);
        }
    }

    // A middleware may have put the message into other words.
    private static InboundMessage InWords(InboundMessage message, string text) =>
        message.Text == text ? message : message with { Text = text };
}
