using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Dialogs;

/// <summary>What kind of answer a slot takes.</summary>
public enum SlotType
{
    /// <summary>One thing of a choice source.</summary>
    Choice,

    /// <summary>Several things of a choice source; the value is a comma-separated list.</summary>
    Choices,

    /// <summary>One of the options written in the form.</summary>
    Enum,

    /// <summary>The person's own words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day with a time; the value is an instant.</summary>
    Moment,

    /// <summary>A day; yyyy-MM-dd.</summary>
    Day,

    /// <summary>A month; yyyy-MM.</summary>
    Month,

    /// <summary>yes or no.</summary>
    YesNo,

    /// <summary>What a pattern finds in the text, e.g. six digits.</summary>
    Code,

    /// <summary>A file or picture that the person sends.</summary>
    File,
}

/// <summary>One answer of a <see cref="SlotType.Enum"/> slot.</summary>
/// <param name="Value">What the use case gets.</param>
/// <param name="Understood">Values of the understood slot that mean it.</param>
/// <param name="Words">Words in an answer that mean it, plain.</param>
public sealed record SlotOption(string Value, IReadOnlyList<string> Understood, IReadOnlyList<string> Words);

/// <summary>The slot matters only when another one has, or has not, a value.</summary>
/// <param name="Slot">The other slot.</param>
/// <param name="Value">The value.</param>
/// <param name="Is">True: has it. False: has it not.</param>
public sealed record SlotCondition(string Slot, string Value, bool Is);

/// <summary>One question of a form.</summary>
public sealed record SlotDefinition
{
    public required string Name { get; init; }

    /// <summary>The form it belongs to; part of its wording keys.</summary>
    public required string Form { get; init; }

    public required int Line { get; init; }

    public required SlotType Type { get; init; }

    /// <summary>Choice source, for <see cref="SlotType.Choice"/> and <see cref="SlotType.Choices"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Must be answered. An optional slot is filled when a sentence gives it, and asked only with <see cref="Ask"/>.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Optional, but asked; "跳过" leaves it empty.</summary>
    public bool Ask { get; init; }

    /// <summary>A single choice is taken without asking.</summary>
    public bool AssumeSingle { get; init; }

    /// <summary>With nothing to choose the form is submitted all the same, so that the use case can say why.</summary>
    public bool SubmitWhenNone { get; init; }

    /// <summary>Understood slot that fills it; for a choice the name of the thing.</summary>
    public string? From { get; init; }

    /// <summary>A text slot takes the sentence that started the form, or one that answered another slot at length.</summary>
    public bool TakesSentence { get; init; }

    /// <summary>Options of an enum slot.</summary>
    public IReadOnlyList<SlotOption> Options { get; init; } = [];

    /// <summary>Enum type whose wording names the options; null when the form's own wording does.</summary>
    public string? EnumName { get; init; }

    /// <summary>
    /// Words anywhere in a sentence that say yes to a yes/no slot, or without which a sentence says nothing about a choice.
    /// </summary>
    public IReadOnlyList<string> FoundBy { get; init; } = [];

    /// <summary>What a code looks like; for a text, what in a sentence gives it.</summary>
    public Regex? Pattern { get; init; }

    public SlotCondition? When { get; init; }

    public decimal? Least { get; init; }

    public decimal? Most { get; init; }

    /// <summary>Longest text, in characters.</summary>
    public int MaxLength { get; init; } = 500;

    /// <summary>Wording key of the question.</summary>
    public string AskKey => $"forms.{Form}.{Name}.ask";

    /// <summary>Wording key of its name on the card and in corrections.</summary>
    public string NameKey => $"forms.{Form}.{Name}.name";

    /// <summary>Wording key of the second try, where the form words one.</summary>
    public string AgainKey => $"forms.{Form}.{Name}.again";

    /// <summary>Wording key for nothing to choose, where the form words one.</summary>
    public string NoneKey => $"forms.{Form}.{Name}.none";

    /// <summary>Wording key of an option.</summary>
    public string OptionKey(string value) => EnumName is null ? $"forms.{Form}.{Name}.options.{value}" : $"enum.{EnumName}.{value}";
}
