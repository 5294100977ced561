namespace ChatBot.Kernel.Roster;

/// <summary>What an action may do with one's own case; the column of rules.md §20.</summary>
public enum OwnCase
{
    /// <summary>It is nobody's case, or touches oneself only.</summary>
    Allowed,

    /// <summary>Never one's own case (≠, R-730).</summary>
    Never,

    /// <summary>Drafter and second are two people (≠d, R-1402).</summary>
    TwoPeople,
}
