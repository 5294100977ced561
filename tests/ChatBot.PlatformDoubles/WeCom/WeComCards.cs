using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Whose card it is: types and parts differ.</summary>
internal enum WeComCardPlace
{
    App,

    /// <summary>Group robot: only the two notice types, no callbacks.</summary>
    Webhook,

    /// <summary>Smart robot (page 101032): no files in rows, no link buttons, jumps may ask a question.</summary>
    Robot,
}

/// <summary>Template cards (模板卡片) of app, group robot and smart robot: what must be there, how many, how long (pages 90236, 94888, 99110, 101032).</summary>
internal static partial class WeComCards
{
    public static bool IsInteractive(JsonElement card) =>
        card.Text("card_type") is "button_interaction" or "vote_interaction" or "multiple_interaction";

    /// <summary>Whether the card needs a callback address: its clicks would go nowhere.</summary>
    public static bool NeedsCallback(JsonElement card) => IsInteractive(card) || card.Has("action_menu");

    /// <summary>The first thing wrong with the card; null when it is right.</summary>
    /// <param name="card">The template_card object.</param>
    /// <param name="place">Whose card it is.</param>
    /// <param name="update">Whether it replaces a card that was sent: task_id is then not asked for.</param>
    public static string? Fault(JsonElement card, WeComCardPlace place, bool update)
    {
        var type = card.Text("card_type");
        var known = type is "text_notice" or "news_notice" || (IsInteractive(card) && place != WeComCardPlace.Webhook);
        return known
            ? NeededParts(card, type) ?? TaskId(card, update) ?? Counts(card) ?? Rows(card, place) ?? Jumps(card, place) ?? Buttons(card, place) ?? Choices(card) ?? Action(card, type)
            : "template_card.card_type is invalid";
    }

    /// <summary>The card's words as lines; what can be pressed in brackets.</summary>
    public static string Words(JsonElement card)
    {
        var title = card.Object("main_title") ?? default;
        var emphasis = card.Object("emphasis_content") ?? default;
        var quote = card.Object("quote_area") ?? default;
        return Fields.Lines([
            (card.Object("source") ?? default).Text("desc"),
            title.Text("title"),
            title.Text("desc"),
            Fields.Lines(emphasis.Text("title"), emphasis.Text("desc")),
            Fields.Lines(quote.Text("title"), quote.Text("quote_text")),
            card.Text("sub_title_text"),
            .. Items(card, "horizontal_content_list").Select(r => $"{r.Text("keyname")}：{r.Text("value")}"),
            .. Items(card, "vertical_content_list").Select(r => Fields.Lines(r.Text("title"), r.Text("desc"))),
            .. Questions(card).SelectMany(q => Items(q.Question, "option_list")).Select(o => $"[{o.Text("text")}]"),
            .. Items(card, "button_list").Select(b => $"[{b.Text("text")}]"),
            .. card.Object("submit_button") is { } submit ? [$"[{submit.Text("text")}]"] : Array.Empty<string>(),
            .. Items(card, "jump_list").Select(j => $"[{j.Text("title")}]"),
        ]);
    }

    /// <summary>The card as a person sees it, with what can be pressed.</summary>
    public static ReceivedCard Read(JsonElement card) => new(
        card.Text("card_type"),
        (card.Object("main_title") ?? default).Text("title") is { Length: > 0 } title ? title : card.Text("sub_title_text"),
        Words(card),
        card.Text("task_id"),
        [
            .. Items(card, "button_list").Select(b => Button(b)),
            .. card.Object("submit_button") is { } submit ? [Button(submit)] : Array.Empty<ReceivedButton>(),
            .. Items(card, "jump_list").Select(j => new ReceivedButton(j.Text("title"), "") { Url = j.Text("url"), Asks = j.Text("question") }),
            .. Items(card.Object("action_menu") ?? default, "action_list").Select(b => Button(b)),
        ])
    {
        Questions =
        [
            .. Questions(card).Select(q => new ReceivedQuestion(
                q.Question.Text("question_key"),
                [.. Items(q.Question, "option_list").Select(o => new ReceivedOption(o.Text("id"), o.Text("text")))])),
        ],
    };

    private static ReceivedButton Button(JsonElement button) => new(button.Text("text"), button.Text("key")) { Url = button.Text("url") };

    private static string? NeededParts(JsonElement card, string type)
    {
        var title = (card.Object("main_title") ?? default).Text("title");
        return type switch
        {
            "text_notice" when title.Length == 0 && card.Text("sub_title_text").Length == 0 =>
                "template_card.main_title.title and template_card.sub_title_text are both empty",
            "news_notice" or "button_interaction" or "vote_interaction" or "multiple_interaction" when title.Length == 0 =>
                "template_card.main_title.title exceed min length 1",
            "news_notice" when !card.Has("card_image") && !card.Has("image_text_area") => "template_card.card_image is missing",
            "news_notice" when !AspectRatioFits(card) => "template_card.card_image.aspect_ratio is invalid",
            "text_notice" or "news_notice" when !card.Has("card_action") => "template_card.card_action is missing",
            "button_interaction" when Items(card, "button_list").Count == 0 => "template_card.button_list exceed min length 1",
            "vote_interaction" when card.Object("checkbox") is null => "template_card.checkbox is missing",
            "multiple_interaction" when Items(card, "select_list").Count == 0 => "template_card.select_list exceed min length 1",
            "vote_interaction" or "multiple_interaction" when card.Object("submit_button") is null => "template_card.submit_button is missing",
            _ => null,
        };
    }

    private static string? TaskId(JsonElement card, bool update)
    {
        var id = card.Text("task_id");
        return id.Length == 0
            ? NeedsCallback(card) && !update ? "template_card.task_id is missing" : null
            : TaskIdShape().IsMatch(id) ? null : "template_card.task_id is invalid";
    }

    private static string? Counts(JsonElement card)
    {
        (string Name, int Most)[] limits =
        [
            ("horizontal_content_list", 6), ("vertical_content_list", 4), ("jump_list", 3), ("button_list", 6), ("select_list", 3),
        ];
        foreach (var (name, most) in limits)
        {
            if (card.Has(name) && (card.List(name) is not { } list || list.Count > most))
            {
                return $"template_card.{name} exceed max length {most}";
            }
        }

        return card.Object("action_menu") is { } menu && Items(menu, "action_list").Count is < 1 or > 3
            ? "template_card.action_menu.action_list is invalid"
            : null;
    }

    private static string? Rows(JsonElement card, WeComCardPlace place)
    {
        foreach (var row in Items(card, "horizontal_content_list"))
        {
            var lacking = row.Integer("type") switch
            {
                1 => row.Text("url").Length == 0,
                2 => place == WeComCardPlace.Robot || row.Text("media_id").Length == 0,
                3 => row.Text("userid").Length == 0,
                null => row.Has("type"),
                0 => false,
                _ => true,
            };
            if (lacking || row.Text("keyname").Length == 0)
            {
                return "template_card.horizontal_content_list is invalid";
            }
        }

        return null;
    }

    private static string? Jumps(JsonElement card, WeComCardPlace place)
    {
        bool Fits(JsonElement jump) => jump.Text("title").Length > 0 && jump.Integer("type") switch
        {
            1 => Fields.IsWebAddress(jump.Text("url"), out _),
            2 => true,
            3 => place == WeComCardPlace.Robot && Fields.Bytes(jump.Text("question")) is > 0 and <= 200,
            null => !jump.Has("type"),
            var type => type == 0,
        };
        return Items(card, "jump_list").All(Fits) ? null : "template_card.jump_list is invalid";
    }

    private static string? Buttons(JsonElement card, WeComCardPlace place)
    {
        var menu = card.Object("action_menu") is { } m ? Items(m, "action_list") : [];
        foreach (var button in Items(card, "button_list").Concat(menu))
        {
            var isLink = button.Integer("type") == 1 && place == WeComCardPlace.App;
            var target = isLink ? button.Text("url") : button.Text("key");
            if (button.Text("text").Length == 0 || target.Length == 0 || (!isLink && Fields.Bytes(target) > 1024))
            {
                return "template_card.button_list is invalid";
            }
        }

        var keys = Items(card, "button_list").Concat(menu).Select(b => b.Text("key")).Where(k => k.Length > 0).ToList();
        return keys.Distinct().Count() != keys.Count ? "template_card.button_list.key is duplicate"
            : card.Object("submit_button") is { } submit && (submit.Text("text").Length == 0 || Fields.Bytes(submit.Text("key")) is 0 or > 1024)
            ? "template_card.submit_button is invalid"
            : null;
    }

    private static bool AspectRatioFits(JsonElement card) =>
        card.Object("card_image") is not { } image
        || !image.Has("aspect_ratio")
        || (image.GetProperty("aspect_ratio") is { ValueKind: JsonValueKind.Number } ratio && ratio.GetDouble() is > 1.3 and < 2.25);

    private static string? Choices(JsonElement card)
    {
        foreach (var (question, most) in Questions(card))
        {
            var options = Items(question, "option_list");
            if (question.Text("question_key").Length == 0
                || options.Count < 1
                || options.Count > most
                || options.Any(o => Fields.Bytes(o.Text("id")) is 0 or > 128 || o.Text("text").Length == 0)
                || options.Select(o => o.Text("id")).Distinct().Count() != options.Count)
            {
                return "template_card.option_list is invalid";
            }
        }

        return null;
    }

    private static string? Action(JsonElement card, string type)
    {
        if (card.Object("card_action") is not { } action)
        {
            return card.Has("card_action") ? "template_card.card_action is invalid" : null;
        }

        var fits = action.Integer("type") switch
        {
            0 or null => type is "button_interaction" or "vote_interaction" or "multiple_interaction",
            1 => Fields.IsWebAddress(action.Text("url"), out _),
            2 => action.Text("appid").Length > 0,
            _ => false,
        };
        return fits ? null : "template_card.card_action is invalid";
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement of, string name) => of.List(name) ?? [];

    /// <summary>What the member may choose from, with the most options that the place takes.</summary>
    private static IEnumerable<(JsonElement Question, int Most)> Questions(JsonElement card) =>
    [
        .. card.Object("checkbox") is { } checkbox ? [(checkbox, 20)] : Array.Empty<(JsonElement, int)>(),
        .. card.Object("button_selection") is { } selection ? [(selection, 10)] : Array.Empty<(JsonElement, int)>(),
        .. Items(card, "select_list").Select(s => (s, 10)),
    ];

    [GeneratedRegex("^[0-9A-Za-z_@-]{1,128}$")]
    private static partial Regex TaskIdShape();
}
