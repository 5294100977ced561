using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.GroupChat;

/// <summary>Group chats of the app: making them, their members, and messages to them.</summary>
internal sealed class GroupChats(WeComAccounts accounts, WeComApiClient api, ILogger<GroupChats> logger) : IWeComGroupChats
{
    /// <summary>What the address of such a group begins with; the chat id follows.</summary>
    public const string AddressPrefix = "appchat:";

    private const int MaxName = 50;

    /// <inheritdoc/>
    public async Task<(OutboundRoute? Route, SendResult Result)> CreateAsync(
        string account, string name, string owner, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        if (!accounts.TryGet(account, out var found) || found.Options.App is null)
        {
            return (null, SendResult.Failed(FailureCategory.Configuration, "no-app"));
        }

        var chat = new GroupChatChange { ChatId = Guid.NewGuid().ToString("N"), Name = Shorten(name), Owner = owner, UserList = userIds };
        var call = await PostAsync(found, "appchat/create", chat, cancellationToken);
        return call.Failure is null
            ? (new OutboundRoute(WeComChannel.ChannelName, found.Name, RouteKind.Group, AddressPrefix + (call.Answer?.ChatId ?? chat.ChatId)), SendResult.Sent())
            : (null, call.ToResult());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>?> MembersAsync(OutboundRoute route, CancellationToken cancellationToken)
    {
        if (!TryFind(route, out var account, out var chatId))
        {
            return null;
        }

        var request = WeComApiRequest.Get("appchat/get", $"chatid={Uri.EscapeDataString(chatId)}");
        var call = await api.CallAsync(account, WeComCaller.App, request, cancellationToken);
        Log(account, request, call);
        return call.Failure is null ? call.Answer?.ChatInfo?.UserList : null;
    }

    /// <inheritdoc/>
    public async Task<SendResult> ChangeMembersAsync(
        OutboundRoute route, IReadOnlyList<string> added, IReadOnlyList<string> removed, CancellationToken cancellationToken)
    {
        if (!TryFind(route, out var account, out var chatId))
        {
            return SendResult.Failed(FailureCategory.Configuration, "no-route");
        }

        var change = new GroupChatChange
        {
            ChatId = chatId,
            Added = added.Count > 0 ? added : null,
            Removed = removed.Count > 0 ? removed : null,
        };
        return (await PostAsync(account, "appchat/update", change, cancellationToken)).AsHarmless().ToResult();
    }

    /// <summary>Says something in the group. No duplicate check, and no id comes back.</summary>
    public async Task<SendResult> SendAsync(OutboundRoute route, WireMessage message, CancellationToken cancellationToken)
    {
        if (!TryFind(route, out var account, out var chatId))
        {
            return SendResult.Failed(FailureCategory.Configuration, "no-route");
        }

        var request = WeComApiRequest.Post("appchat/send", message with { ChatId = chatId }, WeComJson.Wire.WireMessage);
        var call = await api.CallAsync(account, WeComCaller.App, request, cancellationToken);
        Log(account, request, call);
        return call.ToResult();
    }

    /// <summary>The account and chat id of a route to such a group.</summary>
    public bool TryFind(OutboundRoute route, [NotNullWhen(true)] out WeComAccount? account, out string chatId)
    {
        account = null;
        chatId = "";
        if (route.Kind != RouteKind.Group
            || !route.Address.StartsWith(AddressPrefix, StringComparison.Ordinal)
            || !accounts.TryGet(route.Account, out account)
            || account.Options.App is null)
        {
            account = null;
            return false;
        }

        chatId = route.Address[AddressPrefix.Length..];
        return chatId.Length > 0;
    }

    private async Task<WeComApiCall> PostAsync(WeComAccount account, string operation, GroupChatChange change, CancellationToken cancellationToken)
    {
        var request = WeComApiRequest.Post(operation, change, WeComJson.Wire.GroupChatChange);
        var call = await api.CallAsync(account, WeComCaller.App, request, cancellationToken);
        Log(account, request, call);
        return call;
    }

    private void Log(WeComAccount account, WeComApiRequest request, WeComApiCall call)
    {
        if (call.Failure is { } failure)
        {
            logger.CallFailed(account.Name, request.Operation, failure.ToString(), call.Code);
        }
    }

    private static string Shorten(string name)
    {
        var elements = new StringInfo(name.Trim());
        var cut = elements.String;
        for (var kept = MaxName; cut.Length > MaxName; kept--)
        {
            cut = elements.SubstringByTextElements(0, Math.Min(kept, elements.LengthInTextElements));
        }

        return cut;
    }
}
