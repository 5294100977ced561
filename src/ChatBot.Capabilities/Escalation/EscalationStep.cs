using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>The ladder counted 1/2/3 (R-721…R-723).</summary>
[Worded]
public enum StepLevel
{
    /// <summary>提醒 after one unexcused absence.</summary>
    Remind = 1,

    /// <summary>告诫 after two in a row.</summary>
    Admonish = 2,

    /// <summary>批评教育 after three in a row.</summary>
    Criticise = 3,
}

/// <summary>Where a step stands.</summary>
[Worded]
public enum StepState
{
    /// <summary>A private to-do; the member has heard nothing.</summary>
    Proposed,

    /// <summary>A person let it go out; the member has been told.</summary>
    Sent,

    /// <summary>A person decided not to take it; the member hears nothing.</summary>
    Dropped,

    /// <summary>No longer holds after a correction .</summary>
    Withdrawn,
}

/// <summary>A step for one member, opened by facts and carried out by a person.</summary>
public sealed record EscalationStep
{
    public required StepId Id { get; init; }

    public required MemberId Member { get; init; }

    public required StepLevel Level { get; init; }

    /// <summary>The session whose absence reached the level.</summary>
    public required SessionId ReachedAt { get; init; }

    /// <summary>The sessions behind it, oldest first.</summary>
    public required IReadOnlyList<SessionId> Run { get; init; }

    public StepState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Day of the talk that a person held; its content is never stored (H-11).</summary>
    public DateOnly? TalkOn { get; init; }

    /// <summary>Still holds: proposed, sent or knowingly dropped.</summary>
    public bool IsInForce => State != StepState.Withdrawn;
}
