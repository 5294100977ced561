using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// Group chats that a self-built app owns (应用群聊, pages 90244–98914): the app only speaks there. Needs an app that sees
/// the whole company. A group shows up for its members with the first message.
/// </summary>
public interface IWeComGroupChats
{
    /// <summary>Makes a group chat.</summary>
    /// <param name="account">The configured account.</param>
    /// <param name="name">Its name, at most 50 characters; longer ones are cut.</param>
    /// <param name="owner">Its owner, one of the members.</param>
    /// <param name="userIds">2 to 2000 members.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The route to it, and what went wrong instead when there is none.</returns>
    Task<(OutboundRoute? Route, SendResult Result)> CreateAsync(
        string account, string name, string owner, IReadOnlyList<string> userIds, CancellationToken cancellationToken);

    /// <summary>Who is in it; null when it cannot be read.</summary>
    Task<IReadOnlyList<string>?> MembersAsync(OutboundRoute route, CancellationToken cancellationToken);

    /// <summary>Lets people in and out.</summary>
    Task<SendResult> ChangeMembersAsync(
        OutboundRoute route, IReadOnlyList<string> added, IReadOnlyList<string> removed, CancellationToken cancellationToken);
}
