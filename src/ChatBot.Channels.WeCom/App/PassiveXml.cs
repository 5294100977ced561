using System.Globalization;
using System.Text;
using ChatBot.Channels.WeCom.Cards;

namespace ChatBot.Channels.WeCom.App;

/// <summary>The XML of a passive reply (page 90241), before encryption. Lists of a card are repeated elements.</summary>
internal static class PassiveXml
{
    /// <summary>Words on the grey button; longer ones are cut on the screen.</summary>
    private const int MostButton = 10;

    /// <summary>The reply; empty for <see cref="PassiveAnswer.Nothing"/>.</summary>
    public static string Write(PassiveAnswer answer, string toUser, string corpId, DateTimeOffset now)
    {
        var (type, content) = answer switch
        {
            { Card: { } card } => ("update_template_card", OfCard(card)),
            { Button.Length: > 0 } => ("update_button", Element("Button", Text("ReplaceName", Shorten(answer.Button)))),
            { Text.Length: > 0 } => ("text", Text("Content", answer.Text)),
            _ => ("", ""),
        };
        return type.Length == 0 ? "" : Element(
            "xml",
            Text("ToUserName", toUser),
            Text("FromUserName", corpId),
            Number("CreateTime", now.ToUnixTimeSeconds()),
            Text("MsgType", type),
            content);
    }

    private static string OfCard(TemplateCard card) => Element(
        "TemplateCard",
        Text("CardType", card.CardType),
        Element("MainTitle", Text("Title", card.MainTitle.Title)),
        card.SubTitleText is { } words ? Text("SubTitleText", words) : "",
        Each(card.HorizontalContentList, r => Element("HorizontalContentList", Text("KeyName", r.KeyName), Text("Value", r.Value))),
        card.CardAction is { } action ? Element("CardAction", Number("Type", action.Type), Text("Url", action.Url)) : "",
        Each(card.ButtonList, b => Element("ButtonList", Text("Text", b.Text), Number("Style", b.Style ?? 1), Text("Key", b.Key))),
        card.Checkbox is { } box ? OfCheckbox(box) : "",
        card.SubmitButton is { } submit ? Element("SubmitButton", Text("Text", submit.Text), Text("Key", submit.Key)) : "",
        card.ReplaceText is { } replaced ? Text("ReplaceText", replaced) : "");

    private static string OfCheckbox(CardCheckbox box) => Element(
        "CheckBox",
        Text("QuestionKey", box.QuestionKey),
        Each(box.OptionList, o => Element("OptionList", Text("Id", o.Id), Text("Text", o.Text))),
        Number("Mode", box.Mode));

    private static string Each<T>(IReadOnlyList<T>? items, Func<T, string> write) => items is null ? "" : string.Concat(items.Select(write));

    private static string Element(string name, params IEnumerable<string> children) => $"<{name}>{string.Concat(children)}</{name}>";

    private static string Number(string name, long number) => Element(name, number.ToString(CultureInfo.InvariantCulture));

    private static string Text(string name, string text) => Element(name, new StringBuilder(text.Length + 12).AppendCData(text).ToString());

    private static string Shorten(string text)
    {
        var elements = new StringInfo(text.ReplaceLineEndings(" "));
        return elements.LengthInTextElements <= MostButton ? elements.String : elements.SubstringByTextElements(0, MostButton - 1) + "…";
    }
}
