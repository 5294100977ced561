using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.App;

/// <summary>
/// The menu below the chat with the app (<c>menu/create</c>, page 90231). The key of an entry is what its tap says; it comes
/// back as the event <c>click</c>, so the app needs its callback.
/// </summary>
internal sealed class AppMenus(WeComAccounts accounts, WeComApiClient api) : IChannelMenu
{
    /// <inheritdoc/>
    public string Channel => WeComChannel.ChannelName;

    /// <inheritdoc/>
    public async Task<SendResult> WriteAsync(string account, IReadOnlyList<OutboundMessage> pages, CancellationToken cancellationToken)
    {
        if (!accounts.TryGet(account, out var found) || found.Options.App is not { CanHear: true } app)
        {
            return SendResult.Failed(FailureCategory.Configuration, "no-app-with-callback");
        }

        var menu = new AppMenu([.. pages.Select(p => new AppMenuEntry
        {
            Name = p.Title,
            Entries = [.. p.Buttons.Select(b => new AppMenuEntry { Name = b.Label, Type = "click", Key = b.Say })],
        })]);
        var request = WeComApiRequest.Post("menu/create", menu, WeComJson.Wire.AppMenu) with { Query = $"agentid={app.AgentId}" };
        return (await api.CallAsync(found, WeComCaller.App, request, cancellationToken)).AsHarmless().ToResult();
    }
}
