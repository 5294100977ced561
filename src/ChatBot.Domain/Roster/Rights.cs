namespace ChatBot.Domain.Roster;

/// <summary>What somebody wants to do; the rows of rules.md §20, split where a row holds several.</summary>
public enum BotAction
{
    /// <summary>Sign up, withdraw, ask leave or check in for oneself; claim; read one's own record.</summary>
    ActForOneself,

    /// <summary>Sign up or check in for another person (代).</summary>
    ActForAnother,

    /// <summary>Create, change or cancel a session.</summary>
    ManageSession,

    /// <summary>See who has answered, remind those who have not.</summary>
    SeeAnswers,

    /// <summary>Show the rotating check-in code.</summary>
    ShowCheckInCode,

    /// <summary>Decide a request for leave (H-1).</summary>
    DecideLeave,

    /// <summary>Fill in the attendance list.</summary>
    MarkAttendance,

    /// <summary>Confirm the list: the step from "no check-in" to 无故 (H-2).</summary>
    ConfirmAttendance,

    /// <summary>Decide a dispute of a record.</summary>
    DecideDispute,

    /// <summary>See and act on escalation to-dos (H-3).</summary>
    HandleEscalation,

    /// <summary>Decide a points claim (H-8).</summary>
    AssessPoints,

    /// <summary>Keep the branch's own points table.</summary>
    ManagePointsItems,

    /// <summary>Publish points, plans, rankings.</summary>
    Publish,

    /// <summary>Draft study material.</summary>
    DraftMaterial,

    /// <summary>Approve study material for posting; never one's own draft (R-1402).</summary>
    ApproveMaterial,

    /// <summary>Bind a conversation, see the roster with chat accounts, change members.</summary>
    ManageBranch,

    /// <summary>Export the branch's books.</summary>
    Export,
}

/// <summary>Whom and what an action touches.</summary>
/// <param name="Concerns">The person whose case it is, if it is one person's.</param>
/// <param name="SessionGroup">The group of a group meeting; null for a session of the whole branch.</param>
/// <param name="Recorder">The recorder named for the session.</param>
/// <param name="Drafter">Who drafted what is to be approved.</param>
public readonly record struct RightsSubject(
    Member? Concerns = null,
    GroupId? SessionGroup = null,
    MemberId? Recorder = null,
    MemberId? Drafter = null);

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

/// <summary>The rights matrix of rules.md §20 in one place.</summary>
public static class Rights
{
    /// <summary>Whether <paramref name="actor"/> may do <paramref name="action"/> to <paramref name="subject"/>.</summary>
    public static RightsVerdict Decide(Member actor, BotAction action, RightsSubject subject = default)
    {
        // Whoever the superior sends changes nothing here, whatever else a roster may say of the person.
        if (actor.Has(Roles.Observer))
        {
            return RightsVerdict.NotYourRole;
        }

        if (IsDecision(action) && subject.Concerns is { } concerned)
        {
            if (concerned.Id == actor.Id)
            {
                return RightsVerdict.OwnCase;
            }

            // The secretary's own case goes to a named deputy, whatever else the deputy may do.
            if (concerned.Has(Roles.Secretary) && actor.Has(Roles.Deputy))
            {
                return RightsVerdict.Allowed;
            }
        }

        if (action == BotAction.ApproveMaterial && subject.Drafter == actor.Id)
        {
            return RightsVerdict.OwnDraft;
        }

        return RoleReaches(actor, action, subject) ? RightsVerdict.Allowed : RightsVerdict.NotYourRole;
    }

    /// <summary>Shorthand for <see cref="Decide"/> being <see cref="RightsVerdict.Allowed"/>.</summary>
    public static bool May(Member actor, BotAction action, RightsSubject subject = default) =>
        Decide(actor, action, subject) == RightsVerdict.Allowed;

    /// <summary>Decisions on one person's claim, leave or absence. A whole list concerns nobody alone: then nobody is named.</summary>
    private static bool IsDecision(BotAction action) => action
        is BotAction.DecideLeave or BotAction.ConfirmAttendance or BotAction.DecideDispute or BotAction.AssessPoints
        or BotAction.HandleEscalation;

    private static bool RoleReaches(Member actor, BotAction action, RightsSubject subject)
    {
        var isSecretary = actor.Has(Roles.Secretary);
        var isCommittee = actor.Has(Roles.Committee);
        var isNamedRecorder = subject.Recorder is { } named ? named == actor.Id : actor.Has(Roles.Recorder);
        var leadsSession = actor.Has(Roles.GroupLeader) && subject.SessionGroup is { } group && group == actor.Group;
        var leadsPerson = actor.Has(Roles.GroupLeader) && subject.Concerns?.Group is { } of && of == actor.Group;
        return action switch
        {
            BotAction.ActForOneself => true,
            BotAction.ActForAnother => isSecretary || isNamedRecorder || leadsPerson,
            BotAction.ManageSession => isSecretary || leadsSession,
            BotAction.SeeAnswers => isSecretary || isCommittee || isNamedRecorder || leadsSession,
            BotAction.ShowCheckInCode => isSecretary || isNamedRecorder || leadsSession,
            BotAction.DecideLeave => isSecretary || leadsSession,
            BotAction.MarkAttendance => isSecretary || isNamedRecorder || leadsSession,
            BotAction.ConfirmAttendance => isSecretary || leadsSession,
            BotAction.DecideDispute => isSecretary,
            BotAction.HandleEscalation => isSecretary,
            BotAction.AssessPoints => isSecretary || isCommittee,
            BotAction.ManagePointsItems => isSecretary,
            BotAction.Publish => isSecretary,
            BotAction.DraftMaterial => isSecretary || isCommittee,
            BotAction.ApproveMaterial => isSecretary || isCommittee || actor.Has(Roles.Deputy),
            BotAction.ManageBranch => isSecretary,
            BotAction.Export => isSecretary,
        };
    }
}
