using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>A request for leave. Reason and note are between the member and the approver (design §4).</summary>
public sealed record LeaveRequest : Request
{
    /// <summary>Its id.</summary>
    public required LeaveRequestId Id { get; init; }

    /// <summary>The session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Who asks.</summary>
    public required MemberId Member { get; init; }

    /// <summary>The category of the reason.</summary>
    public required LeaveReason Reason { get; init; }

    /// <summary>The member's own words; never shown to anybody but the approver.</summary>
    public string? ReasonText { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Asked after the deadline or the session: shown to the approver as 补假 .</summary>
    public bool IsLate { get; init; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <inheritdoc/>
    public override MemberId Asker => Member;
}
