using System.Collections.Concurrent;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// Where people and groups can be spoken to: the newest conversation of each, written when it changes. Of people of no branch
/// nothing is kept.
/// </summary>
internal sealed class BotFrameworkReferences(IConversationReferences store, IBranchDirectory directory, ILogger<BotFrameworkReferences> logger)
{
    private const int MostKnown = 100_000;

    // What this process has written or read; a repeat costs no statement.
    private readonly ConcurrentDictionary<(string Account, RouteKind Kind, string Address), ConversationAddress> _known = new();

    /// <summary>Notes where a message came from. A store that is away is the turn's matter; the next message notes it.</summary>
    public async Task NoteAsync(InboundMessage message, Activity activity, CancellationToken cancellationToken)
    {
        var address = BotFrameworkInbound.AddressOf(message, activity);
        if (_known.TryGetValue(KeyOf(address), out var known) && known == address)
        {
            return;
        }

        try
        {
            if (await directory.FindAsync(message.Sender, cancellationToken) is null)
            {
                return;
            }

            await store.KeepAsync(address, cancellationToken);
            Remember(address);
        }
        catch (StoreUnavailableException e)
        {
            Log.ReferenceNotKept(logger, e, address.Account);
        }
    }

    /// <summary>The conversation of a route; null when nobody was heard there yet.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<ConversationReference?> FindAsync(OutboundRoute route, CancellationToken cancellationToken)
    {
        // Read each time: another replica may have heard the person somewhere else since.
        if (await store.FindAsync(route.Account, route.Kind, route.Address, cancellationToken) is not { } address)
        {
            return null;
        }

        Remember(address);
        return new ConversationReference
        {
            ChannelId = address.ChannelId,
            ServiceUrl = address.ServiceUrl,
            Bot = new ChannelAccount(address.BotId),
            User = address.Kind == RouteKind.Private ? new ChannelAccount(address.Address) : null,
            Conversation = new ConversationAccount(address.Kind == RouteKind.Group, id: address.ConversationId) { TenantId = address.TenantId },
        };
    }

    private static (string Account, RouteKind Kind, string Address) KeyOf(ConversationAddress address) => (address.Account, address.Kind, address.Address);

    private void Remember(ConversationAddress address)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[KeyOf(address)] = address;
    }
}
