using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>actionCard messages as cards: a button opens an address or, with the scheme <c>dtmd</c>, says its text for the member.</summary>
internal static class ActionCards
{
    private const string Says = "dtmd://dingtalkclient/sendMessage?content=";

    /// <summary>The actionCard of a webhook body.</summary>
    public static ReceivedCard Read(JsonElement card)
    {
        // With a single button set, btns is ignored.
        IEnumerable<ReceivedButton> buttons = card.Has("singleTitle") || card.Has("singleURL")
            ? [Button(card.Text("singleTitle"), card.Text("singleURL"))]
            : (card.List("btns") ?? []).Select(b => Button(b.Text("title"), b.Text("actionURL")));
        return Card("actionCard", card, buttons);
    }

    /// <summary>The msgParam of a sampleActionCard; null for other templates.</summary>
    public static ReceivedCard? Read(string msgKey, JsonElement parameters) => !msgKey.StartsWith("sampleActionCard", StringComparison.Ordinal)
        ? null
        : Card(msgKey, parameters, msgKey switch
        {
            "sampleActionCard" => [Button(parameters.Text("singleTitle"), parameters.Text("singleURL"))],
            "sampleActionCard6" => Numbered(parameters, "buttonTitle", "buttonUrl"),
            _ => Numbered(parameters, "actionTitle", "actionURL"),
        });

    private static IEnumerable<ReceivedButton> Numbered(JsonElement parameters, string title, string address) =>
        Enumerable.Range(1, 5)
            .Where(n => parameters.Text($"{title}{n}").Length > 0)
            .Select(n => Button(parameters.Text($"{title}{n}"), parameters.Text($"{address}{n}")));

    private static ReceivedCard Card(string type, JsonElement card, IEnumerable<ReceivedButton> buttons)
    {
        IReadOnlyList<ReceivedButton> all = [.. buttons];
        return new ReceivedCard(
            type,
            card.Text("title"),
            Fields.Lines([card.Text("title"), card.Text("text"), .. all.Select(b => $"[{b.Label}]")]),
            "",
            all);
    }

    private static ReceivedButton Button(string label, string address) => new(label, "")
    {
        Url = address,
        Asks = address.StartsWith(Says, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(address[Says.Length..].Split('&')[0]) : "",
    };
}
