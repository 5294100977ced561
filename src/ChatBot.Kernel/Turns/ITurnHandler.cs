using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>The bot: one activity and the state of the dialog in, replies, next state and changes out.</summary>
public interface ITurnHandler
{
    /// <summary>
    /// Handles one turn without side effects: all changes are in the result. May be called again for the same message
    /// when a guard of the commit did not hold (somebody else was faster).
    /// </summary>
    /// <param name="message">What came in.</param>
    /// <param name="memory">What is remembered of the sender.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TurnResult> HandleAsync(InboundMessage message, TurnMemory memory, CancellationToken cancellationToken);

    /// <summary>What to say when nothing could be saved (design §3).</summary>
    OutboundMessage StoreAwayReply { get; }

    /// <summary>What to say when earlier messages of the person still run.</summary>
    OutboundMessage BusyReply { get; }

    /// <summary>What to say, once, to somebody who says more than <see cref="TurnLimits"/> allow.</summary>
    OutboundMessage TooManyReply { get; }

    /// <summary>What to say, once, in a group in which more is said than <see cref="TurnLimits"/> allow.</summary>
    OutboundMessage TooManyInGroupReply { get; }

    /// <summary>What to say when a form's memory is gone (Redis away) and it must start over.</summary>
    OutboundMessage StartOverReply { get; }
}
