namespace ChatBot.Kernel.Wording;

/// <summary>A menu, not yet in words.</summary>
/// <param name="Title">What is asked, short.</param>
/// <param name="Options">Label and what a pick says.</param>
public sealed record PickerPhrase(Phrase Title, IReadOnlyList<(Phrase Label, string Say)> Options);
