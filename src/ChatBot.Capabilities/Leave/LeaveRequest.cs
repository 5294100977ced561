using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Category of a reason; the bot has no list of proper reasons, a person decides (R-703, H-1).</summary>
[Worded]
public enum LeaveReason
{
    Sick,
    BusinessTrip,
    Family,
    Other,
}

/// <summary>Where a request stands.</summary>
[Worded]
public enum LeaveStatus
{
    Pending,
    Approved,
    Declined,
    Withdrawn,
}

/// <summary>A request for leave. Reason and note are between the member and the approver (design §4).</summary>
public sealed record LeaveRequest
{
    public required LeaveRequestId Id { get; init; }

    public required SessionId Session { get; init; }

    public required MemberId Member { get; init; }

    public required LeaveReason Reason { get; init; }

    /// <summary>The member's own words; never shown to anybody but the approver.</summary>
    public string? ReasonText { get; init; }

    public LeaveStatus Status { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Asked after the deadline or the session: shown to the approver as 补假 .</summary>
    public bool IsLate { get; init; }

    public MemberId? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the approver tells the member.</summary>
    public string? DecisionNote { get; init; }
}
