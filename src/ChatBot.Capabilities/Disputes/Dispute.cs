using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A member says that a record is wrong (申诉, R-728). Its words are between the member and who decides.</summary>
public sealed record Dispute : Request
{
    /// <summary>Its id.</summary>
    public required DisputeId Id { get; init; }

    /// <summary>The session whose record it is.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Whose record it is.</summary>
    public required MemberId Member { get; init; }

    /// <summary>The member's own words.</summary>
    public required string Statement { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <inheritdoc/>
    public override MemberId Asker => Member;
}
