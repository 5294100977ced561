using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>
/// A form that was begun in a group goes on in private: the question, or the receipt, is an outbox row to the person. The
/// row holds names and ids alone; reasons and texts never leave the dialog's state, from which the card is read.
/// </summary>
internal sealed class PrivatePrompts(
    ILiveDialogs dialogs, ChoiceLists lists, IWording wording, IIdSource ids, ISentenceReader sentences, IDialogStates states) : IOutboxRenderer
{
    public const string PromptKind = "dialog.prompt";

    public const string ReceiptKind = "dialog.receipt";

    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    /// <summary>The row is committed a moment before the dialog's state is kept.</summary>
    private static readonly TimeSpan StatePatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StatePause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [PromptKind, ReceiptKind];

    /// <summary>The running question, due now; whoever asks for it is awake.</summary>
    public static OutboxItem Row(FormDefinition form, FormRun run, Question question, Turn turn) =>
        Item(PromptKind, form, run, turn, ("slot", question.Text), ("list", string.Join(',', form.Slot(question.Slot)?.Source is null ? [] : turn.State.List ?? [])));

    /// <summary>Word that the form was taken in.</summary>
    public static OutboxItem Receipt(FormDefinition form, FormRun run, Turn turn) => Item(ReceiptKind, form, run, turn);

    private static OutboxItem Item(string kind, FormDefinition form, FormRun run, Turn turn, params (string Name, string Value)[] facts)
    {
        var all = facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        all["form"] = form.Name;
        all["run"] = run.Id;
        (all["channel"], all["account"], all["user"]) = (turn.Scope.Message.Sender.Channel, turn.Scope.Message.Sender.Account, turn.Scope.Message.Sender.UserId);
        all["at"] = turn.Scope.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var choice in form.Slots.Where(s => s.Type == SlotType.Choice && run.Slots.ContainsKey(s.Name)))
        {
            all["slot." + choice.Name] = run.Slots[choice.Name].Value;
        }

        return new OutboxItem
        {
            Id = turn.Scope.Ids.New(),
            Branch = turn.Scope.Branch.Id,
            DueAt = turn.Scope.Now,
            Kind = kind,
            Recipient = Recipient.To(turn.Scope.Actor.Id),
            Facts = all,
            KeepsQuietHours = false,
        };
    }

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var library = dialogs.Library;
        if (item.Recipient.Member is not { } id || branch.Member(id) is not { } member || library.Form(item.Facts.GetValueOrDefault("form")) is not { } form)
        {
            return new Rendering.Drop("form or member unknown");
        }

        if (item.Facts.TryGetValue("at", out var at) && long.TryParse(at, out var seconds) && now - DateTimeOffset.FromUnixTimeSeconds(seconds) > Freshness)
        {
            return new Rendering.Drop("too late to go on with the form");
        }

        var turn = new Turn(ScopeOf(member, branch, now), new DialogState(), library, sentences, "");
        var filled = await FilledAsync(item, form, turn, cancellationToken);
        if (item.Kind == ReceiptKind)
        {
            var lines = form.Slots.Where(s => filled.ContainsKey(s.Name))
                .Select(s => (object?)Phrase.Of("dialog.line", ("name", Phrase.Of(s.NameKey)), ("value", filled[s.Name]))).ToList();
            return wording.Send(Reply.Of("dialog.receipt", ("title", FormPrompts.TitleOf(form)), ("lines", lines)), branch, now);
        }

        if (form.Slot(item.Facts.GetValueOrDefault("slot")) is not { } slot)
        {
            return wording.Send(await CardAsync(item, form, cancellationToken), branch, now);
        }

        var choices = slot.Source is { } source ? await lists.ListAsync(source, null, turn, cancellationToken) : [];
        var shown = (item.Facts.GetValueOrDefault("list") ?? "").Split(',');
        return wording.Send(
            FormPrompts.Ask(form, slot, filled, [.. shown.Select(v => choices.FirstOrDefault(c => c.Value == v)).OfType<Choice>()]), branch, now);
    }

    // The answers stand in the dialog's state alone. Where that cannot be read the card says only what is to be confirmed.
    private async Task<Reply> CardAsync(OutboxItem item, FormDefinition form, CancellationToken cancellationToken)
    {
        var person = new PlatformUser(
            item.Facts.GetValueOrDefault("channel", ""), item.Facts.GetValueOrDefault("account", ""), item.Facts.GetValueOrDefault("user", ""));
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            do
            {
                if (DialogState.Read(await states.PeekAsync(person, cancellationToken)).Running is { } run && run.Id == item.Facts.GetValueOrDefault("run"))
                {
                    return FormPrompts.Confirm(form, run.InWords());
                }

                await Task.Delay(StatePause, TimeProvider.System, cancellationToken);
            }
            while (TimeProvider.System.GetElapsedTime(started) < StatePatience);
        }
        catch (StoreUnavailableException)
        {
            // Said without the answers below.
        }

        return new Reply(
            Phrase.Of("dialog.confirm_privately", ("title", FormPrompts.TitleOf(form))),
            [ButtonPhrase.Of("dialog.confirm"), ButtonPhrase.Of("dialog.change"), ButtonPhrase.Of("dialog.cancel")]);
    }

    private async Task<Dictionary<string, string>> FilledAsync(OutboxItem item, FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slot in form.Slots.Where(s => s.Source is not null))
        {
            if (item.Facts.TryGetValue("slot." + slot.Name, out var value)
                && (await lists.ListAsync(slot.Source!, null, turn, cancellationToken)).FirstOrDefault(c => c.Value == value) is { } choice)
            {
                filled[slot.Name] = wording.Render(choice.Label, turn.Scope.Branch.Calendar, turn.Scope.Now);
            }
        }

        return filled;
    }

    private TurnScope ScopeOf(Kernel.Roster.Member member, BranchSnapshot branch, DateTimeOffset now)
    {
        var account = branch.AccountsOf(member.Id) is [var first, ..] ? first : default;
        return new TurnScope
        {
            Branch = branch,
            Actor = member,
            Now = now,
            Changes = new ChangeSet(branch.Id),
            Ids = ids,
            Message = new InboundMessage
            {
                Sender = account,
                MessageId = "",
                Scope = ConversationScope.Private,
                ConversationId = account.UserId ?? "",
                SentAt = now,
                Kind = InboundKind.Enter,
            },
        };
    }
}
