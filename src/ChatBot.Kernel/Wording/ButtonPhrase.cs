namespace ChatBot.Kernel.Wording;

/// <summary>A button by the wording key <c>button.{Key}</c> (<c>label</c> and <c>say</c>) and the facts in what it says.</summary>
public sealed record ButtonPhrase(string Key, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>A button with facts by name.</summary>
    public static ButtonPhrase Of(string key, params (string Name, object? Value)[] facts) =>
        new(key, facts.ToDictionary(f => f.Name, f => f.Value));
}
