namespace ChatBot.Channels.WeCom.Robot;

/// <summary>How long the long connection waits for what; tests shorten it. Measured on the machine's clock.</summary>
internal sealed record RobotTimings
{
    /// <summary>Between two pings (page 101463).</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the answer to a command.</summary>
    public TimeSpan AckWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For TCP, TLS and the WebSocket's handshake together.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Life of the lease: after it a dead replica's robot is free.</summary>
    public TimeSpan LeaseLasts { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Between two renewals.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two looks of a replica that waits for the lease.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>First pause before another try to connect; doubled each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause after bot id or secret were refused; doubled each time. Only an operator can help.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>First pause after somebody else connected as this bot; doubled each time.</summary>
    public TimeSpan AfterTakeOver { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest pause of the two above.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a reply waits for the connection to come back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest turn.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long turns that still run are waited for when the connection is given up.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long another replica may take for a message that it sends for this one.</summary>
    public TimeSpan RelayPatience { get; init; } = TimeSpan.FromSeconds(15);
}
