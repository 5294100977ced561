namespace ChatBot.Capabilities.Sessions;

/// <summary>A session: a meeting (会议) or an activity (活动).</summary>
public readonly record struct SessionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
