using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>One message as a person sees it now; a card that was changed shows its new state.</summary>
/// <param name="InGroup">Whether it stands in the branch's group.</param>
/// <param name="Text">The words.</param>
/// <param name="Buttons">What can be tapped, by label and by what it says where the platform tells; empty on routes without.</param>
/// <param name="Source">The platform's message, to tap it; null on the simulator.</param>
/// <param name="CopyId">The copy of a card, where the platform tells.</param>
internal sealed record Seen(bool InGroup, string Text, IReadOnlyList<SeenButton> Buttons, ReceivedMessage? Source = null, string? CopyId = null);

/// <summary>Something that can be tapped.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Key">What the platform sends back.</param>
internal sealed record SeenButton(string Label, string Key);
