namespace ChatBot.Kernel.Routing;

/// <summary>How much a message matters when a month's budget runs short; the first go first (design §6).</summary>
public enum MessageClass
{
    /// <summary>News that nobody asked for: updated lists, study posts, points windows.</summary>
    Chatter,

    /// <summary>Chatter of a day, gathered into one message.</summary>
    Digest,

    /// <summary>A reminder of what was told before.</summary>
    Reminder,

    /// <summary>Something that people are told once: a meeting, a change, a result.</summary>
    Notice,

    /// <summary>Something that a person has to decide or was decided about: requests, steps, disputes.</summary>
    Decision,
}
