using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.Activities;

/// <summary>Lets what the bot says on its own pass the middleware, whichever channel sends it.</summary>
internal sealed class PushPipeline(PushAdapter pushes, ILogger<PipelinedChannel> logger) : IChannelWrapper
{
    /// <inheritdoc/>
    public IChannel Wrap(IChannel channel) => new PipelinedChannel(channel, pushes, logger);
}
