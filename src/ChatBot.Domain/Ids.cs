namespace ChatBot.Domain;

/// <summary>A branch (支部); every record of the bot belongs to exactly one.</summary>
public readonly record struct BranchId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A person on a branch's roster.</summary>
public readonly record struct MemberId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A group (党小组) inside a branch.</summary>
public readonly record struct GroupId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A session: a meeting (会议) or an activity (活动).</summary>
public readonly record struct SessionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One request for leave.</summary>
public readonly record struct LeaveRequestId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One dispute (申诉) of an attendance record.</summary>
public readonly record struct DisputeId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One escalation step taken or proposed for a member.</summary>
public readonly record struct StepId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One line of the branch's own points table.</summary>
public readonly record struct PointsItemId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One claim of points by a member.</summary>
public readonly record struct PointsClaimId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One piece of study material.</summary>
public readonly record struct MaterialId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
