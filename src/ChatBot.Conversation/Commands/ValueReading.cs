using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>What a text came to as the value of an argument.</summary>
internal readonly record struct ValueReading
{
    /// <summary>Canonical value; null when the text does not fit.</summary>
    public string? Value { get; init; }

    /// <summary>Canonical value for <see cref="ArgumentDefinition.Until"/>, when a range was read.</summary>
    public string? Until { get; init; }

    /// <summary>Why it does not fit.</summary>
    public Phrase? Problem { get; init; }

    /// <summary>The choices it could mean, when there are several.</summary>
    public IReadOnlyList<Choice>? Options { get; init; }

    /// <summary>The text is of the right kind though it cannot be used (a day without its hour, an unclear name).</summary>
    public bool IsNearMiss { get; init; }

    public bool Fits => Value is not null;

    public static ValueReading Of(string value) => new() { Value = value };

    public static ValueReading No(string problem, params (string Name, object? Value)[] facts) => new() { Problem = Phrase.Of("command.problem." + problem, facts) };

    public static ValueReading Nearly(string problem, params (string Name, object? Value)[] facts) =>
        No(problem, facts) with { IsNearMiss = true };
}
