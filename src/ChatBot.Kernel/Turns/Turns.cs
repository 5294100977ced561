using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Kernel.Turns;

/// <summary>The bot: one activity and the state of the dialog in, replies, next state and changes out.</summary>
public interface ITurnHandler
{
    /// <summary>
    /// Handles one turn without side effects: all changes are in the result. May be called again for the same message
    /// when a guard of the commit did not hold (somebody else was faster).
    /// </summary>
    /// <param name="message">What came in.</param>
    /// <param name="memory">What is remembered of the sender.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TurnResult> HandleAsync(InboundMessage message, TurnMemory memory, CancellationToken cancellationToken);

    /// <summary>What to say when nothing could be saved (design §3).</summary>
    OutboundMessage StoreAwayReply { get; }

    /// <summary>What to say when earlier messages of the person still run.</summary>
    OutboundMessage BusyReply { get; }

    /// <summary>What to say, once, to somebody who says more than <see cref="TurnLimits"/> allow.</summary>
    OutboundMessage TooManyReply { get; }

    /// <summary>What to say, once, in a group in which more is said than <see cref="TurnLimits"/> allow.</summary>
    OutboundMessage TooManyInGroupReply { get; }

    /// <summary>What to say when a form's memory is gone (Redis away) and it must start over.</summary>
    OutboundMessage StartOverReply { get; }
}

/// <summary>What is remembered of a person between turns.</summary>
/// <param name="DialogState">What <see cref="TurnResult.NextState"/> was after the person's last turn; null at first.</param>
/// <param name="Offer">What the newest message that the bot sent on its own offered by number.</param>
/// <param name="IsLost">Memory is away: there may have been a dialog, nobody knows.</param>
/// <param name="IsRetry">The commit of an earlier try of the same turn did not hold.</param>
public sealed record TurnMemory(string? DialogState = null, Offer? Offer = null, bool IsLost = false, bool IsRetry = false);

/// <summary>The outcome of one turn, before it is committed.</summary>
public sealed record TurnResult
{
    /// <summary>What to answer, in words.</summary>
    public required IReadOnlyList<OutboundMessage> Replies { get; init; }

    /// <summary>The sender's dialog state from now on; null for none.</summary>
    public string? NextState { get; init; }

    /// <summary>Whether the bot asked something whose answer makes sense only with <see cref="NextState"/>.</summary>
    public bool AwaitsAnswer { get; init; }

    /// <summary>What to write; null or empty when the turn changes nothing.</summary>
    public ChangeSet? Changes { get; init; }

    /// <summary>Id of the dialog run whose submission this is: a second submission of the same run changes nothing.</summary>
    public string? SubmissionId { get; init; }
}

/// <summary>How a turn ended for the endpoint.</summary>
public enum TurnStatus
{
    /// <summary>Done now.</summary>
    Done,

    /// <summary>A repeat of a message answered before; the replies are the same as then.</summary>
    Repeated,

    /// <summary>Nothing was kept: answer with an error status where the platform retries.</summary>
    NotKept,

    /// <summary>Another turn of the same message or person still runs; let the platform retry.</summary>
    Busy,
}

/// <summary>What the endpoint sends back.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Replies">What to say in the conversation of the message.</param>
public sealed record TurnOutcome(TurnStatus Status, IReadOnlyList<OutboundMessage> Replies);

/// <summary>Whether the replies of a message are to be delivered now.</summary>
public enum DeliveryStatus
{
    /// <summary>By this caller.</summary>
    Taken,

    /// <summary>They went out before.</summary>
    Delivered,

    /// <summary>Somebody is about to for longer than one waits, or died over it: let the platform repeat.</summary>
    Underway,
}

/// <summary>Runs turns exactly once and in order (design §3).</summary>
public interface ITurnRunner
{
    /// <summary>Runs one turn; does not throw for stores that are away.</summary>
    Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Asks whether to deliver the replies of a message by a separate send (session webhook), and waits some seconds for
    /// another who is at it. Who may, has to say how it ended: <see cref="ConfirmDeliveryAsync"/> or
    /// <see cref="ReleaseDeliveryAsync"/>; of who dies first, the delivery is free again after some seconds.
    /// </summary>
    Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>The replies went out, or may have: no repeat delivers them again.</summary>
    Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>Lets a repeat deliver, after a failed send.</summary>
    Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);
}

/// <summary>Fast, forgettable memory of turns (Redis).</summary>
public interface ITurnStore
{
    /// <summary>One round trip: claims the message, takes the person's lease, reads the dialog state.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task<TurnClaim> ClaimAsync(InboundMessage message, string owner, CancellationToken cancellationToken);

    /// <summary>One round trip: keeps the reply under the message, the next state, and gives the lease back.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task CompleteAsync(InboundMessage message, string owner, IReadOnlyList<OutboundMessage> replies, string? nextState, CancellationToken cancellationToken);

    /// <summary>Gives claim and lease back without an answer, so that a repeat can run.</summary>
    Task ReleaseAsync(InboundMessage message, string owner, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.TakeDeliveryAsync"/>.</summary>
    Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.ConfirmDeliveryAsync"/>.</summary>
    Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.ReleaseDeliveryAsync"/>.</summary>
    Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>Counts an event of a person in a window (wrong codes, floods); the count so far, this one included.</summary>
    Task<long> CountAsync(string key, TimeSpan window, CancellationToken cancellationToken);
}

/// <summary>What a claim found.</summary>
public enum ClaimStatus
{
    /// <summary>Ours: run the turn.</summary>
    Taken,

    /// <summary>Answered before: <see cref="TurnClaim.Replies"/> holds the answer.</summary>
    Answered,

    /// <summary>The same message, or an earlier one of the person, runs right now.</summary>
    Running,

    /// <summary>The person said more than <see cref="TurnLimits"/> allow, and this is the first message above: say so.</summary>
    JustTooMany,

    /// <summary>The person said more than allowed, and was told so.</summary>
    TooMany,
}

/// <summary>A claim's outcome.</summary>
public sealed record TurnClaim(ClaimStatus Status, string? DialogState = null, IReadOnlyList<OutboundMessage>? Replies = null)
{
    /// <summary>What was offered to the person by number, read in the same round trip.</summary>
    public Offer? Offer { get; init; }
}

/// <summary>A store (Postgres or Redis) did not answer; nothing of the call is known to have happened.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
