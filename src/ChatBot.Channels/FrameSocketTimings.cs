namespace ChatBot.Channels;

/// <summary>How long a <see cref="FrameSocket"/> waits for what; all on the machine's clock.</summary>
public sealed record FrameSocketTimings
{
    /// <summary>For the handshake.</summary>
    public required TimeSpan ConnectWithin { get; init; }

    /// <summary>For one frame to be handed to the network; then the connection is broken off.</summary>
    public required TimeSpan WriteWithin { get; init; }

    /// <summary>For a good-bye to be said.</summary>
    public required TimeSpan CloseWithin { get; init; }

    /// <summary>Without a single byte for so long the connection is broken off; null where the protocol has a heartbeat of its own.</summary>
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>The pause between WebSocket pings; infinite for none.</summary>
    public TimeSpan PingEvery { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>For the answer to a WebSocket ping.</summary>
    public TimeSpan PongWithin { get; init; } = Timeout.InfiniteTimeSpan;
}
