using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Kernel.Tests.Turns;

/// <summary>Redis as the turn runner sees it; can be away, and can hold another turn's lease for some claims.</summary>
internal sealed class FakeTurnStore : ITurnStore
{
    private readonly Dictionary<string, IReadOnlyList<OutboundMessage>> _answered = [];
    private readonly ConcurrentDictionary<string, bool> _delivered = [];

    public bool IsAway { get; set; }

    /// <summary>Away from the moment of completing on, as if the connection broke during the turn.</summary>
    public bool BreaksBeforeComplete { get; set; }

    /// <summary>How many claims find somebody else's turn running.</summary>
    public int RunningFor { get; set; }

    /// <summary>What the next claims find, when they find the person saying too much.</summary>
    public Queue<ClaimStatus> Refusals { get; } = [];

    public string? State { get; set; }

    public string? Holder { get; private set; }

    public int Claims { get; private set; }

    /// <summary>How many claims fail from now on, each by itself.</summary>
    public int FailingClaims { get; set; }

    /// <summary>How many completions fail from now on, each by itself.</summary>
    public int FailingCompletions { get; set; }

    public int Released { get; private set; }

    public Task<TurnClaim> ClaimAsync(InboundMessage message, string owner, LostTurn? lost, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        if (FailingClaims > 0)
        {
            FailingClaims--;
            throw new StoreUnavailableException("One call was lost.");
        }

        Claims++;
        if (lost is not null)
        {
            State = null;
        }

        if (_answered.TryGetValue(message.MessageId, out var replies))
        {
            return Task.FromResult(new TurnClaim(ClaimStatus.Answered, null, replies));
        }

        if (Refusals.TryDequeue(out var refusal))
        {
            return Task.FromResult(new TurnClaim(refusal));
        }

        if (Claims <= RunningFor)
        {
            return Task.FromResult(new TurnClaim(ClaimStatus.Running));
        }

        Holder = owner;
        return Task.FromResult(new TurnClaim(ClaimStatus.Taken, State));
    }

    public Task CompleteAsync(CompletedTurn turn, bool isAgain, CancellationToken cancellationToken)
    {
        IsAway |= BreaksBeforeComplete;
        ThrowIfAway();
        if (FailingCompletions > 0)
        {
            FailingCompletions--;
            throw new StoreUnavailableException("One call was lost.");
        }

        (_answered[turn.Message.MessageId], State, Holder) = (turn.Replies, turn.NextState, null);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(LostTurn lost, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        State = null;
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(InboundMessage message, string owner, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        (Holder, Released) = (null, Released + 1);
        return Task.CompletedTask;
    }

    public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(
            _delivered.TryAdd(message.MessageId, false) ? DeliveryStatus.Taken
            : _delivered[message.MessageId] ? DeliveryStatus.Delivered
            : DeliveryStatus.Underway);
    }

    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _delivered[message.MessageId] = true;
        return Task.CompletedTask;
    }

    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _delivered.TryRemove(message.MessageId, out _);
        return Task.CompletedTask;
    }

    public Task<long> CountAsync(string key, TimeSpan window, CancellationToken cancellationToken) => Task.FromResult(1L);

    /// <summary>The store lost all that it held.</summary>
    public void ForgetAll()
    {
        _answered.Clear();
        (State, Holder) = (null, null);
    }

    /// <summary>The process died: its claim and lease run out.</summary>
    public void Forget() => Holder = null;

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new StoreUnavailableException("Redis is away.");
        }
    }
}
