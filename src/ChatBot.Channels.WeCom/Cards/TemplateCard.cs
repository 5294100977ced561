using System.Text.Json.Serialization;

namespace ChatBot.Channels.WeCom.Cards;

/// <summary>
/// A template card (模板卡片) as app and smart robot take it (pages 90236, 101032): the parts that the bot uses. What is
/// null is not written, whatever context writes it.
/// </summary>
internal sealed record TemplateCard
{
    public const string TextNotice = "text_notice";
    public const string ButtonInteraction = "button_interaction";
    public const string VoteInteraction = "vote_interaction";

    [JsonPropertyName("card_type")]
    public required string CardType { get; init; }

    [JsonPropertyName("main_title")]
    public required CardTitle MainTitle { get; init; }

    [JsonPropertyName("sub_title_text")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SubTitleText { get; init; }

    /// <summary>Facts as rows of key and value.</summary>
    [JsonPropertyName("horizontal_content_list")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CardRow>? HorizontalContentList { get; init; }

    [JsonPropertyName("button_list")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CardButton>? ButtonList { get; init; }

    [JsonPropertyName("checkbox")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardCheckbox? Checkbox { get; init; }

    [JsonPropertyName("submit_button")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardButton? SubmitButton { get; init; }

    /// <summary>Where a tap on the card leads: notices must have one.</summary>
    [JsonPropertyName("card_action")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardAction? CardAction { get; init; }

    /// <summary>Id of this copy: letters, digits and <c>_-@</c>, at most 128, never used twice; it comes back with a tap.</summary>
    [JsonPropertyName("task_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? TaskId { get; init; }

    /// <summary>App only, in an update of an interactive card: a grey button that cannot be tapped takes the buttons' place.</summary>
    [JsonPropertyName("replace_text")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplaceText { get; init; }
}

/// <summary>Headline of a card.</summary>
internal sealed record CardTitle([property: JsonPropertyName("title")] string Title);

/// <summary>A row of a card.</summary>
internal sealed record CardRow([property: JsonPropertyName("keyname")] string KeyName, [property: JsonPropertyName("value")] string Value);

/// <summary>A button; a tap sends its key. <paramref name="Style"/> 1 is the coloured one.</summary>
internal sealed record CardButton(
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("style")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    int? Style = null);

/// <summary>A question with options. <paramref name="Mode"/> 0: one answer, 1: several.</summary>
internal sealed record CardCheckbox(
    [property: JsonPropertyName("question_key")] string QuestionKey,
    [property: JsonPropertyName("option_list")] IReadOnlyList<CardOption> OptionList,
    [property: JsonPropertyName("mode")] int Mode = 0);

/// <summary>An option; its id comes back when it is chosen.</summary>
internal sealed record CardOption([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("text")] string Text);

/// <summary>Where a card leads. <paramref name="Type"/> 1: an address.</summary>
internal sealed record CardAction([property: JsonPropertyName("type")] int Type, [property: JsonPropertyName("url")] string Url);

/// <summary>Cards by themselves; messages that hold them have contexts of their own.</summary>
[JsonSerializable(typeof(TemplateCard))]
internal sealed partial class CardJson : JsonSerializerContext;
