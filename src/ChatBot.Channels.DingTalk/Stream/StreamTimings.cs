namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>How long a stream connection waits for what; tests shorten it. Measured on the machine's clock.</summary>
internal sealed record StreamTimings
{
    /// <summary>Between two WebSocket pings of ours.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the answer to such a ping.</summary>
    public TimeSpan KeepAliveWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection on which nothing came for so long delivers nothing any more: the server pings every 20 to 30 s.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For TCP, TLS and the WebSocket's handshake together.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First pause before another try; doubled each time until a frame has come.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Pause after AppKey or AppSecret were refused: only an operator can help.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An old connection, told to go, is still read for so long: the server closes it after 10 s.</summary>
    public TimeSpan GoingAway { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The platform counts a frame as lost when no acknowledgement came by then.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long turns that still run are waited for at the stop.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Life of the lease of a single leader.</summary>
    public TimeSpan LeaseLasts { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Between two looks at that lease.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(3);
}
