namespace ChatBot.Kernel.Wording;

/// <summary>
/// A value of a capability that a sentence may speak of: it gives itself as a value that wording knows (text, number, day,
/// instant, enum member, list …), so that wording needs no case for it.
/// </summary>
public interface IWordedFact
{
    /// <summary>The value to put into words.</summary>
    object? Value { get; }

    /// <summary>
    /// How to write it, as after the colon in a wording file (<c>month</c>, <c>day</c>, <c>join</c> …); null for the usual way.
    /// A format in the wording file comes first.
    /// </summary>
    string? Format { get; }
}
