using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Outbox;

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

    /// <summary>Rows of a lane leave in order, one at a time; null for work, which is in none.</summary>
    public string? Lane { get; init; }

    /// <summary>The platform of the one audience that this row is for; null while it is for all of them.</summary>
    public string? Channel { get; init; }

    /// <summary>The route over which it may have gone out already, as text: only that one is tried again.</summary>
    public string? Pinned { get; init; }

    /// <summary>Which claim of the row this is; set by the store. The holder of an older claim can no longer finish the row.</summary>
    public int ClaimNumber { get; init; }
}

/// <summary>A copy of a group's row for one audience.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Channel">The audience's platform; null where there is only one.</param>
public sealed record OutboxCopy(Guid Id, string Lane, string? Channel);

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

/// <summary>How long a row waits, and who waits with it.</summary>
/// <param name="Until">When it is tried again; its place in the lane stays the one of its due time.</param>
/// <param name="HoldsLane">Whether later rows of the lane wait for it: a route that waits holds all, a night's rest nobody.</param>
/// <param name="CountsAsAttempt">Whether an attempt is used up; never by a limit or a quota.</param>
/// <param name="Pinned">See <see cref="OutboxItem.Pinned"/>; null lets it go.</param>
public readonly record struct OutboxWait(DateTimeOffset Until, bool HoldsLane = false, bool CountsAsAttempt = false, string? Pinned = null);

/// <summary>The outbox in the store.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Claims due rows for <paramref name="lease"/> with <c>FOR UPDATE SKIP LOCKED</c>, oldest first, at most
    /// <paramref name="most"/>, and of each lane only the first; rows whose lease ran out are claimed again.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Claims further waiting rows of a claimed row's lane, of the <paramref name="kinds"/> named and due by
    /// <paramref name="dueBy"/>, in order, so that they can leave together with it.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimCompanionsAsync(
        OutboxItem item, IReadOnlyCollection<string> kinds, DateTimeOffset dueBy, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Puts one row for each audience into the place of a row that is for several, in one step: each then has its own lane,
    /// waits by itself and goes out once.
    /// </summary>
    Task FanOutAsync(OutboxItem item, IReadOnlyList<OutboxCopy> copies, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Done together, in one step: sent, dropped or worked; <paramref name="outcome"/> is <c>sent</c>, <c>dropped</c> or
    /// <c>done</c>. A card that went out is kept with it.
    /// </summary>
    Task CompleteAsync(
        IReadOnlyList<OutboxItem> items, string outcome, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Try again later.</summary>
    Task RescheduleAsync(OutboxItem item, OutboxWait wait, string detail, CancellationToken cancellationToken);

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
