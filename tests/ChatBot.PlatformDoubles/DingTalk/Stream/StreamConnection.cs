using System.Net.WebSockets;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Stream;

/// <summary>What a client asked for when it opened: the app, the topics, its own name.</summary>
internal sealed record StreamTicket(DingTalkApp App, IReadOnlyList<(string Type, string Topic)> Subscriptions, string UserAgent, DateTimeOffset Ends);

/// <summary>One WebSocket of an app.</summary>
internal sealed class StreamConnection(WebSocket socket, Action abort, int number, StreamTicket ticket) : FrameSocket(socket, abort)
{
    /// <summary>Counted per app from 1.</summary>
    public int Number => number;

    public string Id { get; } = Guid.NewGuid().ToString("D");

    public StreamTicket Ticket => ticket;

    /// <summary>Whether it was told to disconnect: nothing more is pushed.</summary>
    public bool IsGoingAway { get; set; }

    /// <summary>Whether nothing is delivered though it stays open.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How many frames were pushed; for the public snapshot.</summary>
    public int Pushed { get; set; }

    public bool Takes(string type, string topic) =>
        !IsGoingAway && (type == "SYSTEM" || ticket.Subscriptions.Contains((type, topic)));
}
