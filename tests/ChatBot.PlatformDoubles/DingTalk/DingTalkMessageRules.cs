using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.PlatformDoubles.DingTalk.Cards;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>What a webhook body says.</summary>
internal sealed record DingTalkText(string Type, string Text, IReadOnlyList<string> Mentions, ReceivedCard? Card)
{
    /// <summary>Adds what was read to the message that is recorded.</summary>
    public ReceivedMessage On(ReceivedMessage message) => message with { Mentions = Mentions, Card = Card };
}

/// <summary>Bodies of session and group webhooks (pages custom-robots-send-group-messages, robot-message-type): types, spelling, size, mentions.</summary>
internal static class DingTalkMessageRules
{
    /// <summary>Most bytes of a whole webhook body.</summary>
    public const int BodyBytes = 20_000;

    private const int MostMentions = 50;

    /// <summary>Checks the call and reads its words, or ends with 43004, 40035, 460101, 400105.</summary>
    public static (JsonElement Body, DingTalkText Said) Read(ApiCall call, DingTalkDoubleOptions organisation)
    {
        if (!call.Http.Request.HasJsonContentType())
        {
            throw DingTalkErrors.RefuseOld(43004);
        }

        if (call.Body.Length > BodyBytes)
        {
            throw DingTalkErrors.RefuseOld(460101);
        }

        var body = call.JsonObject() ?? throw DingTalkErrors.RefuseOld(40035);
        var type = body.Text("msgtype");
        if (type is not ("text" or "markdown" or "link" or "actionCard" or "feedCard"))
        {
            throw DingTalkErrors.RefuseOld(400105);
        }

        var inner = body.Object(type) ?? throw DingTalkErrors.RefuseOld(40035, $"缺少参数 {type}");
        var (text, mentionable) = type switch
        {
            "text" => Both(Need(inner, type, "content")),
            "markdown" => Both(Titled(inner, type)),
            "link" => (Link(inner), ""),
            "actionCard" => ActionCard(inner),
            _ => (FeedCard(inner), ""),
        };
        var shown = type == "actionCard" ? ActionCards.Read(inner) : null;
        return (body, new DingTalkText(type, text, Mentions(body, mentionable, organisation), shown));
    }

    private static (string, string) Both(string text) => (text, text);

    private static string Titled(JsonElement inner, string type) => Fields.Lines(Need(inner, type, "title"), Need(inner, type, "text"));

    private static string Link(JsonElement link)
    {
        NeedAddress(link, "link", "messageUrl");
        return Fields.Lines(Need(link, "link", "title"), Need(link, "link", "text"), "[查看详情]");
    }

    private static (string Text, string Mentionable) ActionCard(JsonElement card)
    {
        var words = Titled(card, "actionCard");
        if (card.Has("btnOrientation") && card.Text("btnOrientation") is not ("0" or "1"))
        {
            throw DingTalkErrors.RefuseOld(40035, "btnOrientation 不合法");
        }

        // With a single button set, btns is ignored.
        if (card.Has("singleTitle") || card.Has("singleURL"))
        {
            NeedAddress(card, "actionCard", "singleURL");
            return (Fields.Lines(words, $"[{Need(card, "actionCard", "singleTitle")}]"), words);
        }

        if (card.List("btns") is not { Count: > 0 } buttons)
        {
            throw DingTalkErrors.RefuseOld(40035, "缺少参数 btns");
        }

        var labels = buttons.Select(b =>
        {
            NeedAddress(b, "btns", "actionURL");
            return $"[{Need(b, "btns", "title")}]";
        }).ToList();
        return (Fields.Lines([words, .. labels]), words);
    }

    private static string FeedCard(JsonElement card)
    {
        if (card.List("links") is not { Count: > 0 } links)
        {
            throw DingTalkErrors.RefuseOld(40035, "缺少参数 links");
        }

        return Fields.Lines([.. links.Select(l =>
        {
            NeedAddress(l, "links", "messageURL");
            NeedAddress(l, "links", "picURL");
            return Need(l, "links", "title");
        })]);
    }

    /// <summary>Those who are notified: named in <c>at</c> and standing as <c>@id</c> in the text; in cards the text alone counts.</summary>
    private static IReadOnlyList<string> Mentions(JsonElement body, string text, DingTalkDoubleOptions organisation)
    {
        if (body.Text("msgtype") == "actionCard")
        {
            return [.. Regex.Matches(text, "@(?<who>[0-9A-Za-z_-]{1,64})", RegexOptions.ExplicitCapture).Select(m => m.Groups["who"].Value).Where(organisation.Knows)];
        }

        if (!body.Has("at") || text.Length == 0)
        {
            return [];
        }

        var at = body.Object("at") ?? throw DingTalkErrors.RefuseOld(40035, "at 不合法");
        if (at.IsTrue("isAtAll"))
        {
            return ["@all"];
        }

        var named = Optional(at, "atUserIds").Where(organisation.Knows).Concat(Optional(at, "atMobiles")).ToList();
        return named.Count > MostMentions
            ? throw DingTalkErrors.RefuseOld(40035, "at 人数超过限制")
            : [.. named.Where(who => text.Contains("@" + who, StringComparison.Ordinal))];
    }

    private static IReadOnlyList<string> Optional(JsonElement at, string name) =>
        !at.Has(name) ? [] : at.Strings(name) ?? throw DingTalkErrors.RefuseOld(40035, $"{name} 不合法");

    private static string Need(JsonElement of, string within, string name) =>
        of.Text(name) is { Length: > 0 } text ? text : throw DingTalkErrors.RefuseOld(40035, $"缺少参数 {within}.{name}");

    private static void NeedAddress(JsonElement of, string within, string name)
    {
        // Besides web addresses the client takes its own schemes (dingtalk://, dtmd://) and media ids (@…).
        var address = Need(of, within, name);
        if (!address.StartsWith('@') && !Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            throw DingTalkErrors.RefuseOld(40035, $"{within}.{name} 不合法");
        }
    }
}
