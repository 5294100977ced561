using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Conversation.Activities;

/// <summary>One turn while its pipeline runs: what came in, what the bot decided, and what was said so far. Nothing of it is sent.</summary>
internal sealed class OpenTurn(InboundMessage message, TurnMemory memory)
{
    /// <summary>What the platform delivered. Who speaks and where is taken from here, never from what a middleware wrote.</summary>
    public InboundMessage Message => message;

    /// <summary>What is remembered of the sender.</summary>
    public TurnMemory Memory => memory;

    /// <summary>What the bot decided; null when a middleware answered in its place.</summary>
    public TurnResult? Decided { get; set; }

    /// <summary>What was said, in order.</summary>
    public List<OutboundMessage> Said { get; } = [];
}
