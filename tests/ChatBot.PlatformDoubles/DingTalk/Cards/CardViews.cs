using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>A button as it is shown, with what its callback carries.</summary>
internal sealed record ShownButton(ReceivedButton Button, IReadOnlyDictionary<string, string> Params, bool IsDisabled = false);

/// <summary>Puts values into a template: what a person sees.</summary>
internal static partial class CardViews
{
    public static ReceivedCard Show(CardInstance card, string? user)
    {
        var values = card.ValuesFor(user);
        var template = card.Template;
        var title = values.GetValueOrDefault(template.TitleVariable, "");
        var buttons = Buttons(template, values);
        var order = (template.Variables ?? []).Concat(template.PrivateVariables ?? []).Concat(values.Keys).Distinct();
        var words = order
            .Where(v => v != template.TitleVariable && v != template.ButtonsVariable && !v.StartsWith("sys_", StringComparison.Ordinal))
            .Select(v => values.GetValueOrDefault(v, ""));
        return new ReceivedCard(
            "interactiveCard",
            title,
            Fields.Lines([title, .. words, .. buttons.Select(b => b.IsDisabled ? b.Button.Label : $"[{b.Button.Label}]")]),
            card.OutTrackId,
            [.. buttons.Where(b => !b.IsDisabled).Select(b => b.Button)]);
    }

    public static IReadOnlyList<ShownButton> Buttons(DingTalkCardTemplate template, IReadOnlyDictionary<string, string> values) =>
    [
        .. template.Buttons.Where(b => IsShown(b, values)).Select(b => new ShownButton(
            new ReceivedButton(Filled(b.Label, values), b.ActionId),
            b.Params.ToDictionary(p => p.Key, p => Filled(p.Value, values)))),
        .. Group(values.GetValueOrDefault(template.ButtonsVariable, "")),
    ];

    private static bool IsShown(DingTalkCardButton button, IReadOnlyDictionary<string, string> values) => button.ShownIf switch
    {
        null => true,
        ['!', .. var name] => values.GetValueOrDefault(name) != "true",
        var name => values.GetValueOrDefault(name) == "true",
    };

    private static string Filled(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, m => values.GetValueOrDefault(m.Groups["name"].Value, ""));

    /// <summary>The buttons of a group; what is no such list shows none, as on the platform.</summary>
    private static IEnumerable<ShownButton> Group(string json)
    {
        JsonElement list;
        try
        {
            using var document = JsonDocument.Parse(json.Length == 0 ? "[]" : json);
            list = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(One) : [];
    }

    private static ShownButton One(JsonElement button)
    {
        var happens = button.Object("event") ?? default;
        var with = happens.Object("params") ?? default;
        var carried = (with.Object("params") ?? default) is { ValueKind: JsonValueKind.Object } own
            ? own.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString())
            : [];
        return new ShownButton(
            new ReceivedButton(button.Text("text"), happens.Text("type") == "sendCardRequest" ? with.Text("actionId") : "") { Url = with.Text("url") },
            carried,
            button.Text("status") == "disabled");
    }

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
