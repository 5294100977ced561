namespace ChatBot.Kernel.Channels;

/// <summary>Stands around every channel as it is used for sending; each registered one is asked for each channel.</summary>
public interface IChannelWrapper
{
    /// <summary>The channel to use in place of the one given, which it calls.</summary>
    IChannel Wrap(IChannel channel);
}
