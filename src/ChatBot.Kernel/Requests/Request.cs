namespace ChatBot.Kernel.Requests;

/// <summary>Somebody asks, somebody else decides (design §5): leave, a dispute, a claim, a draft.</summary>
public abstract record Request
{
    /// <summary>Its id.</summary>
    public abstract Guid Key { get; }

    /// <summary>Whose case it is: who asks, and never decides.</summary>
    public abstract MemberId Asker { get; }

    /// <summary>Where it stands.</summary>
    public RequestStatus Status { get; init; }

    /// <summary>Who decided it, or took it back.</summary>
    public MemberId? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the decider tells the asker.</summary>
    public string? DecisionNote { get; init; }
}
