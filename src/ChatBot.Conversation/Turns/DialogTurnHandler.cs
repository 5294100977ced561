using ChatBot.Application;
using ChatBot.Application.Cards;
using ChatBot.Application.Channels;
using ChatBot.Application.Ledger;
using ChatBot.Application.Routing;
using ChatBot.Application.Turns;
using ChatBot.Application.UseCases;
using ChatBot.Application.Wording;
using ChatBot.Conversation.Dialogs;
using ChatBot.Domain.Calendar;

namespace ChatBot.Conversation.Turns;

/// <summary>The bot: finds out who speaks, lets the dialog take its turn, and puts the answers into words.</summary>
internal sealed class DialogTurnHandler(
    IBranchDirectory directory,
    ILiveDialogs dialogs,
    ISentenceReader sentences,
    TurnFlow flow,
    Answers answers,
    IWording wording,
    IIdSource ids,
    LastHeard lastHeard,
    TimeProvider clock) : ITurnHandler
{
    // Sentences without facts need no branch's clock.
    private static readonly BranchCalendar NoCalendar = new(TimeZoneInfo.Utc);

    /// <inheritdoc/>
    public OutboundMessage StoreAwayReply => Plain("common.store_away");

    /// <inheritdoc/>
    public OutboundMessage BusyReply => Plain("common.busy");

    /// <inheritdoc/>
    public OutboundMessage StartOverReply => Plain("common.start_over");

    /// <inheritdoc/>
    public async Task<TurnResult> HandleAsync(InboundMessage message, TurnMemory memory, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await directory.FindAsync(message.Sender, cancellationToken) is not { } found
            || await directory.GetAsync(found.Branch, cancellationToken) is not { } branch
            || branch.Member(found.Member) is not { } member)
        {
            return new TurnResult { Replies = [Plain("common.stranger")] };
        }

        if (!member.IsHere(branch.Calendar.Day(now)))
        {
            return new TurnResult { Replies = [Plain("dialog.former")] };
        }

        lastHeard.Note(member.Id, message, branch);
        var scope = new TurnScope
        {
            Branch = branch,
            Actor = member,
            Now = now,
            Message = message,
            Changes = new ChangeSet(branch.Id),
            Ids = ids,
        };
        var turn = new Turn(scope, DialogState.Read(memory.DialogState), dialogs.Library, sentences, message.Text, memory);
        await flow.RunAsync(turn, cancellationToken);
        scope.Changes.AddRange(CardRows.For(scope.Changes, message.Tapped, ids, now));
        return new TurnResult
        {
            Replies = answers.Render(turn),
            NextState = turn.State.Write(),
            AwaitsAnswer = turn.State.Running is not null || turn.State.Pending is not null || turn.State.Doubt is not null,
            Changes = scope.Changes.IsEmpty ? null : scope.Changes,
            SubmissionId = scope.Changes.IsEmpty ? null : turn.SubmissionId,
        };
    }

    private OutboundMessage Plain(string key) => wording.Render(Reply.Of(key), NoCalendar, clock.GetUtcNow());
}
