using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Routing;

/// <summary>
/// From which account a member with several last wrote in private, as far as this process has heard: that is where a push
/// is read first. Forgetting it costs nothing but the order of the accounts.
/// </summary>
public sealed class LastHeard
{
    private const int Most = 20_000;
    private readonly ConcurrentDictionary<MemberId, PlatformUser> _accounts = new();

    /// <summary>Remembers a private message of somebody who has several accounts.</summary>
    public void Note(MemberId member, InboundMessage message, BranchSnapshot branch)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(branch);
        if (message.Scope != ConversationScope.Private || branch.AccountsOf(member).Count < 2)
        {
            return;
        }

        if (_accounts.Count >= Most)
        {
            _accounts.Clear();
        }

        _accounts[member] = message.Sender;
    }

    /// <summary>The account, or null when nothing was heard.</summary>
    public PlatformUser? Find(MemberId member) => _accounts.TryGetValue(member, out var account) ? account : null;
}
