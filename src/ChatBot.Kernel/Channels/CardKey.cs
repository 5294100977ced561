namespace ChatBot.Kernel.Channels;

/// <summary>
/// Names of cards. A key says what a card speaks of; a copy id names one sent copy of it, and is made of the letters that
/// every platform takes ([0-9A-Za-z_-@], at most 100: WeCom task id, DingTalk outTrackId).
/// </summary>
public static class CardKey
{
    private const char BeforeCopy = '@';

    /// <summary>The key of a card about one thing.</summary>
    /// <param name="kind">Kind of thing, lower-case letters, for example <c>leave</c>.</param>
    /// <param name="id">Its id.</param>
    public static string Of(string kind, Guid id) => $"{kind}-{id:N}";

    /// <summary>The kind and id that a key names, or null when it is no key.</summary>
    public static (string Kind, Guid Id)? Read(string? key) =>
        key?.LastIndexOf('-') is > 0 and var at && Guid.TryParseExact(key.AsSpan(at + 1), "N", out var id) ? (key[..at], id) : null;

    /// <summary>The id of a new copy, never used before.</summary>
    /// <param name="key">What the copy speaks of; null for a card that is not kept up to date.</param>
    /// <param name="unique">Something unique to the sending: the id of the outbox row, or a new one.</param>
    public static string CopyOf(string? key, string unique) => $"{key}{BeforeCopy}{unique}";

    /// <summary>The key of which a copy was made; null when it had none.</summary>
    public static string? OfCopy(string copyId)
    {
        ArgumentNullException.ThrowIfNull(copyId);
        return copyId.IndexOf(BeforeCopy, StringComparison.Ordinal) is > 0 and var at ? copyId[..at] : null;
    }
}
