using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Routing;

/// <summary>How platforms, budgets and what they are spent on are called, for people who do not know our names.</summary>
public static class BudgetPhrases
{
    private const string Other = "other";

    private static readonly HashSet<string> Channels = ["wecom", "dingtalk", "botframework", "simulator"];
    private static readonly HashSet<string> Resources = ["api", "stream"];
    private static readonly HashSet<string> Kinds =
    [
        "send-private", "send-group", "card", "card-update", "card-register", "card-callback", "message", "session-webhook", "webhook", "download", "upload", "recall", "elsewhere",
    ];

    /// <summary>The platform of a channel.</summary>
    public static Phrase Channel(string? channel) => Known("routing.channel.", channel, Channels);

    /// <summary>A budget by its key, <c>{channel}:{organisation}:{resource}</c>.</summary>
    public static Phrase Budget(string? key)
    {
        var parts = (key ?? "").Split(':');
        return Phrase.Of("routing.budget", ("channel", Channel(parts[0])), ("resource", Known("routing.resource.", parts[^1], Resources)));
    }

    /// <summary>What was spent on, see <see cref="Kernel.Channels.ISpendLedger"/>.</summary>
    public static Phrase Kind(string kind) => Known("routing.spent.", kind, Kinds);

    private static Phrase Known(string prefix, string? name, HashSet<string> known) =>
        Phrase.Of(prefix + (name is not null && known.Contains(name) ? name.Replace('-', '_') : Other));
}
