using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Where a dispute (申诉) stands.</summary>
[Worded]
public enum DisputeStatus
{
    Open,
    Upheld,
    Rejected,
    Withdrawn,
}

/// <summary>A member says that a record is wrong. Its words are between the member and who decides.</summary>
public sealed record Dispute
{
    public required DisputeId Id { get; init; }

    public required SessionId Session { get; init; }

    public required MemberId Member { get; init; }

    /// <summary>The member's own words.</summary>
    public required string Statement { get; init; }

    public DisputeStatus Status { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public MemberId? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecisionNote { get; init; }
}
