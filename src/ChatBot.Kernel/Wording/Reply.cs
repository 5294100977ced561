namespace ChatBot.Kernel.Wording;

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
