namespace ChatBot.Kernel.Outbox;

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
