using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>Makes a screen of what a platform's double took: cards stand where they came and show their newest state.</summary>
internal static class ReceivedScreen
{
    public static IReadOnlyList<Seen> Of(IEnumerable<ReceivedMessage> received, string user, Func<ReceivedMessage, bool> isGroup, Func<ReceivedMessage, ReceivedCard?> cardNow)
    {
        var screen = new List<(string CopyId, Seen Seen)>();
        foreach (var message in received.Where(m => !m.IsPartial && (isGroup(m) || m.IsFor(user))).OrderBy(m => m.Order))
        {
            var now = message.Card is null ? null : cardNow(message);
            var card = now ?? message.Card;
            var seen = new Seen(
                isGroup(message),
                now?.Text ?? message.Text,
                card is null ? [] : [.. card.Buttons.Where(b => b.Url.Length == 0 || b.Asks.Length > 0).Select(b => new SeenButton(b.Label, b.Key.Length > 0 ? b.Key : b.Asks))],
                message);
            var copyId = card?.TaskId ?? "";
            var at = copyId.Length == 0 ? -1 : screen.FindIndex(s => s.CopyId == copyId);
            if (at < 0)
            {
                screen.Add((copyId, seen));
            }
            else
            {
                screen[at] = (copyId, seen);
            }
        }

        return [.. screen.Select(s => s.Seen)];
    }
}
