using ChatBot.Kernel.Channels;

namespace ChatBot.Host.Simulator;

/// <summary>One line of a simulated chat.</summary>
/// <param name="Id">Grows by one with every line.</param>
/// <param name="Conversation"><c>group</c>, or <c>private:{user}</c>.</param>
/// <param name="From">The speaker's user id, or <c>bot</c>.</param>
/// <param name="At">When, by the bot's clock.</param>
/// <param name="Title">Headline of a card, or empty.</param>
/// <param name="Text">The words.</param>
/// <param name="Buttons">What can be tapped.</param>
/// <param name="Pushed">Whether the bot said it on its own.</param>
/// <param name="Card">Id of the copy when it is a card that is kept up to date; a later line with the same id takes its place.</param>
public sealed record SimulatedLine(
    long Id, string Conversation, string From, DateTimeOffset At, string Title, string Text, IReadOnlyList<Button> Buttons, bool Pushed, string? Card = null);

/// <summary>What was said in the simulator; kept in memory, the newest lines only.</summary>
public sealed class SimulatorChat(TimeProvider clock)
{
    private const int MostLines = 5_000;
    private readonly Lock _gate = new();
    private readonly Queue<SimulatedLine> _lines = new();
    private long _last;

    /// <summary>Conversation id of the group.</summary>
    public const string Group = "group";

    /// <summary>Conversation id of a person's private chat.</summary>
    public static string Private(string user) => "private:" + user;

    /// <summary>A person said something.</summary>
    public void Say(string conversation, string user, string text) => Add(conversation, user, "", text, [], false);

    /// <summary>The bot said something.</summary>
    public void Answer(string conversation, OutboundMessage message, bool pushed, string? card = null) =>
        Add(conversation, "bot", message.Title, message.Text, message.Buttons, pushed, card);

    /// <summary>A card shows something else from now on, where it stands; false when it has gone out of memory.</summary>
    public bool Change(string card, OutboundMessage message)
    {
        lock (_gate)
        {
            if (_lines.LastOrDefault(l => l.Card == card) is not { } before)
            {
                return false;
            }

            Add(before.Conversation, "bot", message.Title, message.Text, message.Buttons, before.Pushed, card);
            return true;
        }
    }

    /// <summary>Lines after an id, oldest first.</summary>
    public IReadOnlyList<SimulatedLine> After(long id)
    {
        lock (_gate)
        {
            return [.. _lines.Where(l => l.Id > id)];
        }
    }

    private void Add(string conversation, string from, string title, string text, IReadOnlyList<Button> buttons, bool pushed, string? card = null)
    {
        lock (_gate)
        {
            _lines.Enqueue(new SimulatedLine(++_last, conversation, from, clock.GetUtcNow(), title, text, buttons, pushed, card));
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }
}

/// <summary>The simulator as a channel: hears and says everything, on this machine only.</summary>
public sealed class SimulatorChannel(SimulatorChat chat) : IChannel
{
    /// <summary>The one account of the simulator.</summary>
    public const string Account = "demo";

    /// <summary>Name of the channel.</summary>
    public const string ChannelName = "simulator";

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) => route.Channel == ChannelName && route.Kind is RouteKind.Private or RouteKind.Group;

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => new() { HasButtons = true, UpdatesCards = true };

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => [];

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(chat.Change(copyId, message) ? SendResult.SentCard(copyId) : SendResult.Failed(FailureCategory.Permanent, "forgotten"));

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var card = message.Card is null ? null : CardKey.CopyOf(message.Card, idempotencyKey);
        chat.Answer(route.Kind == RouteKind.Group ? SimulatorChat.Group : SimulatorChat.Private(route.Address), message, pushed: true, card);
        return Task.FromResult(card is null ? SendResult.Sent() : SendResult.SentCard(card));
    }
}
