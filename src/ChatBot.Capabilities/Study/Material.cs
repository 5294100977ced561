using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>
/// Text, link or file to study (R-603, R-1005). Posting takes two people (R-1402): a draft is a request, its approval the
/// posting.
/// </summary>
public sealed record Material : Request
{
    /// <summary>Its id.</summary>
    public required MaterialId Id { get; init; }

    /// <summary>Short number inside the branch.</summary>
    public required int Number { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its text.</summary>
    public string? Body { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Link { get; init; }

    /// <summary>Name of a file that was sent in the chat; the file itself stays on the platform.</summary>
    public string? FileName { get; init; }

    /// <summary>The session it prepares, if any.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Set by the superior organisation (上级布置) or by the branch itself (R-1007).</summary>
    public bool IsFromSuperior { get; init; }

    /// <summary>Who drafted it.</summary>
    public required MemberId DraftedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <inheritdoc/>
    public override MemberId Asker => DraftedBy;
}
