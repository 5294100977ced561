namespace ChatBot.Kernel.Channels;

/// <summary>What a route can do: data, so that no use case asks which platform it speaks to (design §6).</summary>
public sealed record RouteAbilities
{
    /// <summary>A route that says plain text and nothing else.</summary>
    public static RouteAbilities TextOnly { get; } = new();

    /// <summary>Whether messages can carry buttons that are told to the bot when tapped.</summary>
    public bool HasButtons { get; init; }

    /// <summary>Whether menus or votes can be shown.</summary>
    public bool HasPickers { get; init; }

    /// <summary>Whether a card can be changed after it was sent, without anybody tapping it.</summary>
    public bool UpdatesCards { get; init; }

    /// <summary>Whether everybody can be mentioned.</summary>
    public bool MentionsAll { get; init; }

    /// <summary>Whether a send that is repeated with the same idempotency key arrives once.</summary>
    public bool ChecksDuplicates { get; init; }

    /// <summary>Order of choice where several routes can carry a message: what a send costs, 0 for nothing.</summary>
    public int Cost { get; init; }
}

/// <summary>A limit of the platform on sends, in a window that slides.</summary>
/// <param name="Key">Names the counter, <c>{channel}:{account}:…</c>; routes that share a limit share the key.</param>
/// <param name="Limit">Most sends in the window.</param>
/// <param name="Window">Its length.</param>
/// <param name="Amount">How many places the send takes (a long text goes out in parts).</param>
public readonly record struct RateWindow(string Key, int Limit, TimeSpan Window, int Amount = 1);

/// <summary>What an organisation may spend in a calendar month of its platform, all its apps together.</summary>
/// <param name="Key">Names the counter, for example <c>dingtalk:{corp id}:api</c>.</param>
/// <param name="Limit">What it may spend in a month.</param>
public readonly record struct Budget(string Key, int Limit);
