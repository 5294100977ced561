using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

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
    public OutboundMessage TooManyReply => Plain("common.too_many");

    /// <inheritdoc/>
    public OutboundMessage TooManyInGroupReply => Plain("common.too_many_in_group");

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
            IsRetry = memory.IsRetry,
        };
        var turn = new Turn(scope, DialogState.Read(memory.DialogState), dialogs.Library, sentences, message.Text, memory);
        await flow.RunAsync(turn, cancellationToken);
        scope.Changes.AddRange(CardRows.For(scope.Changes, message.Tapped, ids, now));
        var replies = answers.Render(turn);
        var awaitsAnswer = turn.State.Running is not null || turn.State.Pending is not null || turn.State.Doubt is not null;
        return new TurnResult
        {
            Replies = awaitsAnswer ? Asking(replies) : replies,
            NextState = turn.State.Write(),
            AwaitsAnswer = awaitsAnswer,
            SaysLost = turn.HasSaidLost,
            Changes = scope.Changes.IsEmpty ? null : scope.Changes,
            SubmissionId = scope.Changes.IsEmpty ? null : turn.SubmissionId,
        };
    }

    // What is asked comes last. A card that speaks of something (a meeting, a request) stays good after a tap.
    private static IReadOnlyList<OutboundMessage> Asking(IReadOnlyList<OutboundMessage> replies) =>
        replies is [.., { Card: null } last] && (last.Buttons.Count > 0 || last.Picker is not null)
            ? [.. replies.SkipLast(1), last with { AsksOnce = true }]
            : replies;

    private OutboundMessage Plain(string key) => wording.Render(Reply.Of(key), NoCalendar, clock.GetUtcNow());
}
