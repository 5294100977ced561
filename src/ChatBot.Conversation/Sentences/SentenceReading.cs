namespace ChatBot.Conversation.Sentences;

/// <summary>What a sentence means, as far as it alone can tell.</summary>
/// <param name="Intent">The intent, e.g. <c>leave_request</c>; <c>none</c> when nothing is wanted.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Slots">What the sentence gives by name: meeting, date, reason, quantity …</param>
/// <param name="Time">What it says about time.</param>
public sealed record SentenceReading(string Intent, double Confidence, IReadOnlyDictionary<string, string> Slots, TimeHint? Time)
{
    /// <summary>The intent of sentences that want nothing.</summary>
    public const string NoIntent = "none";

    /// <summary>The intent of leaving the running form.</summary>
    public const string CancelIntent = "cancel";

    /// <summary>The intent of a yes.</summary>
    public const string ConfirmIntent = "confirm";

    /// <summary>The intent of a no.</summary>
    public const string DenyIntent = "deny";

    /// <summary>It surely wants nothing: thanks, praise, talk of others, a wish denied.</summary>
    public bool IsTalk { get; init; }

    /// <summary>Nothing is understood.</summary>
    public static SentenceReading Nothing { get; } = new(NoIntent, 0, new Dictionary<string, string>(), null);

    /// <summary>The slot's text, or null.</summary>
    public string? Slot(string? name) => name is not null && Slots.TryGetValue(name, out var value) ? value : null;
}
