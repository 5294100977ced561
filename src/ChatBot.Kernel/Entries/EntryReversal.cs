namespace ChatBot.Kernel.Entries;

/// <summary>How lines are taken back.</summary>
public static class EntryReversal
{
    /// <summary>The line that takes another back: the same deed with the opposite sign.</summary>
    /// <typeparam name="TEntry">The kind of line.</typeparam>
    /// <param name="entry">The line.</param>
    /// <param name="id">The id of the reversing line.</param>
    /// <param name="cause">Why it is taken back.</param>
    /// <param name="by">By whom.</param>
    /// <param name="at">When.</param>
    public static TEntry Reversed<TEntry>(this TEntry entry, Guid id, EntryCause cause, MemberId by, DateTimeOffset at)
        where TEntry : Entry
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with { Id = id, Quantity = -entry.Quantity, Cause = cause, By = by, At = at };
    }

    /// <summary>What the lines of an account come to.</summary>
    /// <typeparam name="TEntry">The kind of line.</typeparam>
    public static decimal Total<TEntry>(this IEnumerable<TEntry> entries)
        where TEntry : Entry => entries.Sum(e => e.Quantity);
}
