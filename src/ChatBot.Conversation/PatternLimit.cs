namespace ChatBot.Conversation;

/// <summary>How long a pattern may take before it gives up.</summary>
internal static class PatternLimit
{
    /// <summary>
    /// The last resort only: a message of a few hundred characters takes microseconds. The time counts from outside, with
    /// the compiling of a pattern's first use and whatever else the machine does, so half a second was met on a busy one.
    /// </summary>
    public const int Milliseconds = 10_000;
}
