using System.Globalization;
using System.Text;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Cards;

/// <summary>A card, and what must be said as text before it because the card cannot hold it; empty when it can.</summary>
internal sealed record DrawnCard(TemplateCard Card, string TextBefore);

/// <summary>From the bot's messages to template cards, for app and smart robot alike.</summary>
internal static class CardArtist
{
    /// <summary>Where a card without buttons leads: the platform wants an address, and this one is its own.</summary>
    private const string Home = "https://work.weixin.qq.com";

    private const string Question = "pick";

    /// <summary>
    /// The message as a card; null when it has nothing to tap, or more than a card takes: then it is said as
    /// <see cref="OutboundMessage.PlainText"/>, with how to answer by typing.
    /// </summary>
    /// <remarks>
    /// Buttons and a picker together become buttons when all of them find room; else the picker is left to the text, which
    /// lists the same. A picker alone is a vote with one answer.
    /// </remarks>
    public static DrawnCard? Draw(OutboundMessage message, string taskId, CardLimits limits)
    {
        IReadOnlyList<Button> options = message.Picker?.Options ?? [];
        IReadOnlyList<Button> buttons = message.Buttons.Count == 0 ? []
            : message.Buttons.Count + options.Count <= CardLimits.MostButtons ? [.. message.Buttons, .. options]
            : message.Buttons;
        if (FitButtons(buttons))
        {
            return Lay(message, limits, new TemplateCard
            {
                CardType = TemplateCard.ButtonInteraction,
                MainTitle = new CardTitle(""),
                ButtonList = [.. buttons.Select((b, i) => new CardButton(Cut(b.Label, limits.Button), b.Say, i == 0 ? 1 : 2))],
                TaskId = taskId,
            });
        }

        if (buttons.Count > 0 || message.Picker is not { } picker || !FitOptions(options))
        {
            return null;
        }

        return Lay(message, limits, new TemplateCard
        {
            CardType = TemplateCard.VoteInteraction,
            MainTitle = new CardTitle(""),
            Checkbox = new CardCheckbox(Question, [.. options.Select(o => new CardOption(o.Say, Cut(o.Label, limits.Option)))]),
            SubmitButton = new CardButton(Cut($"✓ {picker.Title}".Trim(), limits.Button), Question),
            TaskId = taskId,
        });
    }

    /// <summary>
    /// The message as the new state of a card that was sent: with its buttons, or as a notice when it has none left.
    /// </summary>
    public static DrawnCard Redraw(OutboundMessage message, string taskId, CardLimits limits) =>
        Draw(message, taskId, limits) ?? Lay(message, limits, new TemplateCard
        {
            CardType = TemplateCard.TextNotice,
            MainTitle = new CardTitle(""),
            CardAction = new CardAction(1, Home),
            TaskId = taskId,
        });

    /// <summary>The same where nothing can be said before it: what does not fit is cut, and shows that it is.</summary>
    public static TemplateCard RedrawWhole(OutboundMessage message, string taskId, CardLimits limits)
    {
        var drawn = Redraw(message, taskId, limits);
        return drawn.TextBefore.Length == 0 ? drawn.Card : drawn.Card with { SubTitleText = CutElements(message.Text.Trim(), limits.Text) };
    }

    /// <summary>
    /// The message as a notice that only says (text_notice); null when it is longer than a notice, and so is better said as
    /// words.
    /// </summary>
    public static TemplateCard? DrawNotice(OutboundMessage message, string taskId, CardLimits limits) =>
        Redraw(message with { Buttons = [], Picker = null }, taskId, limits) is { TextBefore: "" } drawn ? drawn.Card : null;

    /// <summary>Whether the key of a tapped card is the submit button of a picker: what was picked says it all.</summary>
    public static bool IsSubmit(string key) => key == Question;

    // An interactive card needs a headline. Without one of our own the first line serves, where it is short enough.
    private static DrawnCard Lay(OutboundMessage message, CardLimits limits, TemplateCard card)
    {
        var title = message.Title.Trim();
        var text = message.Text.Trim();
        if (title.Length == 0)
        {
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var first = end < 0 ? text : text[..end].TrimEnd();
            if (Length(first) <= limits.Title)
            {
                (title, text) = (first, end < 0 ? "" : text[(end + 1)..].TrimStart());
            }
        }

        var (above, rows) = CardRows.TakeFrom(text, limits);
        if (title.Length > 0 && Length(title) <= limits.Title && Length(above) <= limits.Text)
        {
            return new DrawnCard(
                card with { MainTitle = new CardTitle(title), SubTitleText = above.Length > 0 ? above : null, HorizontalContentList = rows }, "");
        }

        // Too long: the words first, then a card that is little more than its buttons.
        var whole = (message with { TypingHint = "" }).PlainText;
        return new DrawnCard(card with { MainTitle = new CardTitle(Cut(title.Length > 0 ? title : text, limits.Title)) }, whole);
    }

    private static bool FitButtons(IReadOnlyList<Button> buttons) =>
        buttons.Count is > 0 and <= CardLimits.MostButtons && AreKeys(buttons, CardLimits.MostKeyBytes);

    private static bool FitOptions(IReadOnlyList<Button> options) =>
        options.Count is > 0 and <= CardLimits.MostOptions && AreKeys(options, CardLimits.MostOptionIdBytes);

    // What a tap says is its key; keys of one card differ.
    private static bool AreKeys(IReadOnlyList<Button> buttons, int mostBytes) =>
        buttons.All(b => b.Label.Length > 0 && b.Say.Length > 0 && Encoding.UTF8.GetByteCount(b.Say) <= mostBytes)
        && buttons.DistinctBy(b => b.Say, StringComparer.Ordinal).Count() == buttons.Count;

    private static int Length(string text) => new StringInfo(text).LengthInTextElements;

    private static string Cut(string text, int most) => CutElements(text.ReplaceLineEndings(" ").Trim(), most);

    private static string CutElements(string text, int most)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= most ? text : elements.SubstringByTextElements(0, most - 1) + "…";
    }
}
