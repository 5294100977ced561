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

/// <summary>A button by the wording key <c>button.{Key}</c> (<c>label</c> and <c>say</c>) and the facts in what it says.</summary>
public sealed record ButtonPhrase(string Key, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>A button with facts by name.</summary>
    public static ButtonPhrase Of(string key, params (string Name, object? Value)[] facts) =>
        new(key, facts.ToDictionary(f => f.Name, f => f.Value));
}

/// <summary>Something to say, not yet in words.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Buttons">Short ways to answer.</param>
/// <param name="Title">Headline of a card.</param>
public sealed record Reply(Phrase Text, IReadOnlyList<ButtonPhrase>? Buttons = null, Phrase? Title = null)
{
    /// <summary>
    /// When the text is a numbered list: the choice source whose numbering it shows, so that "2" means the second of it.
    /// </summary>
    public string? ListSource { get; init; }

    /// <summary>A number that answers this message means something in its text: the buttons go without numbers.</summary>
    public bool HasOwnNumbers { get; init; }

    /// <summary>What the card speaks of, see <see cref="Channels.OutboundMessage.Card"/>.</summary>
    public string? Card { get; init; }

    /// <summary>Whether everybody in the group is to be mentioned, where the route can.</summary>
    public bool MentionsAll { get; init; }

    /// <summary>Where it leads, see <see cref="Channels.OutboundMessage.Links"/>.</summary>
    public IReadOnlyList<Channels.MessageLink> Links { get; init; } = [];

    /// <summary>What can be picked, see <see cref="Channels.OutboundMessage.Picker"/>.</summary>
    public PickerPhrase? Picker { get; init; }

    /// <summary>A sentence alone.</summary>
    public static Reply Of(string key, params (string Name, object? Value)[] facts) => new(Phrase.Of(key, facts));
}

/// <summary>A menu, not yet in words.</summary>
/// <param name="Title">What is asked, short.</param>
/// <param name="Options">Label and what a pick says.</param>
public sealed record PickerPhrase(Phrase Title, IReadOnlyList<(Phrase Label, string Say)> Options);
