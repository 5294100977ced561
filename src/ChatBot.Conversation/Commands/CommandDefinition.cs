namespace ChatBot.Conversation.Commands;

/// <summary>A slash command as described in a <c>commands.yaml</c>.</summary>
public sealed record CommandDefinition
{
    /// <summary>Its key in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The use case it runs; null for one that stands for plain words or for help.</summary>
    public string? UseCase { get; init; }

    /// <summary>The plain words it stands for (<c>取消</c>), instead of a use case.</summary>
    public string? Says { get; init; }

    /// <summary>Names without the slash, Chinese first; the first is the one shown.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>English names; may hold a blank (<c>meeting new</c>).</summary>
    public required IReadOnlyList<string> EnglishNames { get; init; }

    /// <summary>One line for the list of commands, in Chinese.</summary>
    public required string Help { get; init; }

    /// <summary>Heading under which the list shows it.</summary>
    public required string Topic { get; init; }

    /// <summary>Place of the file's commands in the list; small numbers first. Files with one topic stand under one heading.</summary>
    public int TopicRank { get; init; }

    /// <summary>Complete commands to copy.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    public required IReadOnlyList<ArgumentDefinition> Arguments { get; init; }

    /// <summary>Inputs that the command itself fixes.</summary>
    public required IReadOnlyDictionary<string, string> Fixed { get; init; }

    /// <summary>Where it stands, for faults.</summary>
    public required string File { get; init; }

    public int Line { get; init; }
}

/// <summary>What an argument holds.</summary>
public enum ArgumentType
{
    /// <summary>Free words; as the last of its kind it takes all that is left.</summary>
    Text,

    /// <summary>Free words without a blank.</summary>
    Word,

    /// <summary>Digits as typed (a check-in code).</summary>
    Digits,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Day and time; becomes an instant.</summary>
    Moment,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>One of a choice source.</summary>
    Choice,

    /// <summary>Any number of a choice source, as ids separated by commas.</summary>
    Choices,

    /// <summary>One of a table of words.</summary>
    Words,
}

/// <summary>One argument of a command.</summary>
public sealed record ArgumentDefinition
{
    /// <summary>Name of the use case's input.</summary>
    public required string Input { get; init; }

    /// <summary>Names for <c>name=value</c>; the first is shown.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required ArgumentType Type { get; init; }

    /// <summary>The choice source, for choices.</summary>
    public string? Source { get; init; }

    /// <summary>The table of words, for <see cref="ArgumentType.Words"/>.</summary>
    public WordTable? Table { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Only as <c>name=value</c>, never by position.</summary>
    public bool IsNamedOnly { get; init; }

    /// <summary>When nothing is said and there is just one choice, it is meant.</summary>
    public bool AssumesSingle { get; init; }

    /// <summary>The input that takes the end when a range is given (<c>15:00-16:30</c>).</summary>
    public string? Until { get; init; }

    /// <summary>The input whose day a bare time belongs to.</summary>
    public string? DayOf { get; init; }

    /// <summary>Free words, which anything fits.</summary>
    public bool IsFree => Type is ArgumentType.Text or ArgumentType.Word;
}
