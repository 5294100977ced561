using ChatBot.Conversation.Turns;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Activities;

/// <summary>
/// Runs a claimed turn through the Bot Framework's pipeline: every registered <see cref="IMiddleware"/>, then the bot. What
/// is said is not sent but collected into the result, which the turn runner commits with the changes. So the pipeline
/// may run again for the same message (a guard of the commit did not hold), and what it says is said once.
/// </summary>
internal sealed class TurnAdapter : BotAdapter, ITurnHandler
{
    private readonly DialogTurnHandler _dialogs;
    private readonly BotCallbackHandler _bot;

    /// <summary>The pipeline with the middleware in the order of registration.</summary>
    public TurnAdapter(DialogTurnHandler dialogs, BranchBot bot, IEnumerable<IMiddleware> middleware)
    {
        _dialogs = dialogs;
        _bot = bot.OnTurnAsync;
        foreach (var one in middleware)
        {
            Use(one);
        }
    }

    /// <inheritdoc/>
    public OutboundMessage StoreAwayReply => _dialogs.StoreAwayReply;

    /// <inheritdoc/>
    public OutboundMessage BusyReply => _dialogs.BusyReply;

    /// <inheritdoc/>
    public OutboundMessage TooManyReply => _dialogs.TooManyReply;

    /// <inheritdoc/>
    public OutboundMessage TooManyInGroupReply => _dialogs.TooManyInGroupReply;

    /// <inheritdoc/>
    public OutboundMessage StartOverReply => _dialogs.StartOverReply;

    /// <inheritdoc/>
    public async Task<TurnResult> HandleAsync(InboundMessage message, TurnMemory memory, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, TurnActivity.Of(message));
        var turn = new OpenTurn(message, memory);
        context.TurnState.Add(turn);
        context.TurnState.Add(memory);
        await RunPipelineAsync(context, _bot, cancellationToken);

        // A middleware that answered in the bot's place leaves the person's dialog as it is.
        return turn.Decided is { } result
            ? result with { Replies = turn.Said }
            : new TurnResult { Replies = turn.Said, NextState = memory.DialogState };
    }

    /// <inheritdoc/>
    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        var turn = turnContext.TurnState.Get<OpenTurn>();
        foreach (var activity in activities)
        {
            if (TurnActivity.Said(activity) is { } said)
            {
                turn.Said.Add(said);
            }
        }

        return Task.FromResult(Array.ConvertAll(activities, a => new ResourceResponse(a.Id ?? "")));
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nothing has been sent yet that could be changed.</exception>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Within a turn nothing has been sent yet; change the activity in OnSendActivities. Cards are kept up to date by their key.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nothing has been sent yet that could be recalled.</exception>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Within a turn nothing has been sent yet; take the activity out of the list in OnSendActivities.");
}
