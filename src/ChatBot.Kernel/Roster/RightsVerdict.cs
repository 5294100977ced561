namespace ChatBot.Kernel.Roster;

/// <summary>Why somebody may not do something.</summary>
public enum RightsVerdict
{
    /// <summary>May.</summary>
    Allowed,

    /// <summary>The role does not reach that far.</summary>
    NotYourRole,

    /// <summary>Nobody decides on their own case .</summary>
    OwnCase,

    /// <summary>Drafter and approver must be two people (R-1402).</summary>
    OwnDraft,
}
