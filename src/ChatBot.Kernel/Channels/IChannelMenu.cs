using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Channels;

/// <summary>A platform whose chat with the bot has a menu below it.</summary>
public interface IChannelMenu
{
    /// <summary><c>wecom</c>.</summary>
    string Channel { get; }

    /// <summary>Writes the menu over what stands there.</summary>
    /// <param name="account">The configured account.</param>
    /// <param name="pages">Up to three, each a title with up to five buttons; a tap says what its button says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SendResult> WriteAsync(string account, IReadOnlyList<OutboundMessage> pages, CancellationToken cancellationToken);
}

/// <summary>What stands in the menu; names and words come from the wording, <c>button.menu</c>.</summary>
public static class MenuPages
{
    private static readonly (string Page, string[] Entries)[] Entries =
    [
        ("meetings", ["sessions", "join", "leave"]),
        ("study", ["materials", "check_in", "claim"]),
        ("mine", ["record", "points", "help"]),
    ];

    /// <summary>The pages, to be put into words.</summary>
    public static IReadOnlyList<Reply> All =>
    [
        .. Entries.Select(page => new Reply(
            Phrase.Of($"menu.{page.Page}"), [.. page.Entries.Select(e => ButtonPhrase.Of($"menu.{e}"))], Phrase.Of($"menu.{page.Page}"))),
    ];
}
