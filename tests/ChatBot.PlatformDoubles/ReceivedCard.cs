namespace ChatBot.PlatformDoubles;

/// <summary>A card as a person sees it, with what can be pressed: enough for a test to tap it.</summary>
/// <param name="Type">The platform's type of card, e.g. <c>button_interaction</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">All its words, one part a line; what can be pressed in brackets.</param>
/// <param name="TaskId">The sender's id of the card (<c>task_id</c>, <c>outTrackId</c>); empty without one.</param>
/// <param name="Buttons">What can be pressed, in the order shown; menu entries last.</param>
public sealed record ReceivedCard(string Type, string Title, string Text, string TaskId, IReadOnlyList<ReceivedButton> Buttons)
{
    /// <summary>Questions with options to choose from (vote, drop-down lists).</summary>
    public IReadOnlyList<ReceivedQuestion> Questions { get; init; } = [];

    /// <summary>The button with this key or, failing that, this label.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ReceivedButton Button(string keyOrLabel) =>
        Buttons.FirstOrDefault(b => b.Key == keyOrLabel)
        ?? Buttons.FirstOrDefault(b => b.Label == keyOrLabel)
        ?? throw new ArgumentException(
            $"The card '{Title}' has no button '{keyOrLabel}'; it has: {string.Join(", ", Buttons.Select(b => $"{b.Label} ({b.Key})"))}.",
            nameof(keyOrLabel));
}

/// <summary>Something that can be pressed.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Key">What the bot gets when it is pressed; empty for a link.</param>
public sealed record ReceivedButton(string Label, string Key)
{
    /// <summary>Where it leads, for a link; empty otherwise.</summary>
    public string Url { get; init; } = "";

    /// <summary>What pressing it makes the person say to the bot; empty for the others.</summary>
    public string Asks { get; init; } = "";
}

/// <summary>A question on a card.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Options">Id and words of each option.</param>
public sealed record ReceivedQuestion(string Key, IReadOnlyList<ReceivedOption> Options);

/// <summary>An option of a question.</summary>
/// <param name="Id">What the bot gets when it is chosen.</param>
/// <param name="Label">What stands there.</param>
public sealed record ReceivedOption(string Id, string Label);
