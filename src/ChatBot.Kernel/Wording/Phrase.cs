namespace ChatBot.Kernel.Wording;

/// <summary>
/// A sentence by its key in the files <c>wording.yaml</c> and the facts it speaks of. Facts may be strings, numbers,
/// <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, enum members (worded as <c>enum.Type.Member</c>), further
/// phrases, or lists of these (one line each).
/// </summary>
public sealed record Phrase(string Key, IReadOnlyDictionary<string, object?> Facts)
{
    private static readonly Dictionary<string, object?> NoFacts = [];

    /// <summary>A sentence without facts.</summary>
    public static Phrase Of(string key) => new(key, NoFacts);

    /// <summary>A sentence with facts by name.</summary>
    public static Phrase Of(string key, params (string Name, object? Value)[] facts) =>
        new(key, facts.ToDictionary(f => f.Name, f => f.Value));
}
