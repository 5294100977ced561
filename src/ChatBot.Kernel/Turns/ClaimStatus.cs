namespace ChatBot.Kernel.Turns;

/// <summary>What a claim found.</summary>
public enum ClaimStatus
{
    /// <summary>Ours: run the turn.</summary>
    Taken,

    /// <summary>Answered before: <see cref="TurnClaim.Replies"/> holds the answer.</summary>
    Answered,

    /// <summary>The same message, or an earlier one of the person, runs right now.</summary>
    Running,

    /// <summary>The person said more than <see cref="TurnLimits"/> allow, and this is the first message above: say so.</summary>
    JustTooMany,

    /// <summary>The person said more than allowed, and was told so.</summary>
    TooMany,
}
