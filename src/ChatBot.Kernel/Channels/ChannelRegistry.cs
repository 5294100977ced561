namespace ChatBot.Kernel.Channels;

/// <summary>The channels by name, each as it is used for sending.</summary>
/// <param name="channels">The channels; no two of one name.</param>
public sealed class ChannelRegistry(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _byName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The channel of that name, or null.</summary>
    public IChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
