using ChatBot.Application.Channels;
using ChatBot.Domain;

namespace ChatBot.Application.Outbox;

/// <summary>For whom an outbox row is.</summary>
public enum RecipientKind
{
    /// <summary>The branch's group chat, or the chat of one party group where that is bound.</summary>
    Group,

    /// <summary>One member, privately.</summary>
    Member,

    /// <summary>Nobody: work to do at a time (freeze a list, open a points window).</summary>
    Work,
}

/// <summary>For whom an outbox row is.</summary>
public readonly record struct Recipient(RecipientKind Kind, MemberId? Member = null, GroupId? Group = null)
{
    public static Recipient BranchGroup => new(RecipientKind.Group);

    public static Recipient ToGroup(GroupId? group) => new(RecipientKind.Group, null, group);

    public static Recipient To(MemberId member) => new(RecipientKind.Member, member);

    public static Recipient Worker => new(RecipientKind.Work);
}

/// <summary>Something the bot does on its own: a message to send or work to do, due at a time (design §3).</summary>
public sealed record OutboxItem
{
    public required Guid Id { get; init; }

    public required BranchId Branch { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Which renderer makes the message when it is sent, e.g. <c>session.reminder</c>.</summary>
    public required string Kind { get; init; }

    public required Recipient Recipient { get; init; }

    /// <summary>What the renderer needs to know, by name; ids and numbers; of texts only what is meant for everybody, never a reason for leave.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Once for ever: rule, subject, due. Null when a repeat is wanted.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>At most one waiting row with this key: later ones melt into it (coalescing).</summary>
    public string? CoalesceKey { get; init; }

    /// <summary>Whether the row waits for the end of the hours of rest.</summary>
    public bool KeepsQuietHours { get; init; } = true;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Which claim of the row this is; set by the store. The holder of an older claim can no longer finish the row.</summary>
    public int ClaimNumber { get; init; }
}

/// <summary>What a renderer decides when a row is due.</summary>
public abstract record Rendering
{
    private Rendering()
    {
    }

    /// <summary>Send this.</summary>
    public sealed record Send(OutboundMessage Message) : Rendering;

    /// <summary>The guard does not hold any more (cancelled, answered, too late): nothing is sent, the reason is kept.</summary>
    public sealed record Drop(string Reason) : Rendering;

    /// <summary>Work: commit these changes, the row is done with them in one transaction.</summary>
    public sealed record Work(Ledger.ChangeSet Changes) : Rendering;
}

/// <summary>Makes the message of one kind of outbox row at the moment it is sent, or finds that it is not needed.</summary>
public interface IOutboxRenderer
{
    /// <summary>The kinds it serves.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Renders one row from the facts of <paramref name="now"/>.</summary>
    Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>The outbox in the store.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Claims due rows for <paramref name="lease"/> with <c>FOR UPDATE SKIP LOCKED</c>, oldest first, at most
    /// <paramref name="most"/>; rows whose lease ran out are claimed again.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Done: sent, dropped or worked; <paramref name="outcome"/> is <c>sent</c>, <c>dropped</c> or <c>done</c>.</summary>
    Task CompleteAsync(OutboxItem item, string outcome, string detail, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Try again at <paramref name="dueAt"/>; counts the attempt when <paramref name="countsAsAttempt"/>.</summary>
    Task RescheduleAsync(OutboxItem item, DateTimeOffset dueAt, bool countsAsAttempt, string detail, CancellationToken cancellationToken);

    /// <summary>Gives up; the secretary sees it.</summary>
    Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The due time of the next waiting row, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}

/// <summary>Limits of the platforms, shared by all replicas (Redis).</summary>
public interface IRateLimiter
{
    /// <summary>Takes the places in all windows, or in none: then how long to wait for the fullest.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken);
}
