using ChatBot.Channels.WeCom.Cards;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.App;

/// <summary>Members, one by one, through the self-built app.</summary>
internal sealed class AppRoutes(WeComAccounts accounts, AppMessages messages, WeComPartProgress progress) : IWeComRoutes
{
    /// <summary>Messages a minute and member; more are dropped without a word (page 90236).</summary>
    private const int MemberRate = 30;

    /// <summary>The same by the hour.</summary>
    private const int MemberRatePerHour = 1000;

    private static readonly RouteAbilities WithCards = new() { HasButtons = true, HasPickers = true, UpdatesCards = true, ChecksDuplicates = true };
    private static readonly RouteAbilities WithoutCards = new() { ChecksDuplicates = true };

    /// <inheritdoc/>
    public bool Serves(OutboundRoute route) => Find(route) is not null;

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => Find(route) is { } account && TakesCards(account) ? WithCards : WithoutCards;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => Find(route) is { } account
        ? WindowsOf(account, route.Address, Math.Max(1, Pieces(account, message, "").Count))
        : [];

    /// <summary>The limits that messages to one member meet.</summary>
    public static IReadOnlyList<RateWindow> WindowsOf(WeComAccount account, string userId, int pieces)
    {
        var member = $"{WeComChannel.ChannelName}:{account.Name}:member:{userId}";
        List<RateWindow> windows =
        [
            new(member, MemberRate, TimeSpan.FromMinutes(1), pieces),
            new(member, MemberRatePerHour, TimeSpan.FromHours(1), pieces),
        ];
        if (account.Options.App!.DailyMessages is { } daily)
        {
            windows.Add(new RateWindow($"{WeComChannel.ChannelName}:{account.Name}:app", daily, TimeSpan.FromDays(1), pieces));
        }

        return windows;
    }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var account = Find(route)!;
        var pieces = Pieces(account, message, idempotencyKey);
        if (pieces.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty");
        }

        var key = WeComPartProgress.KeyOf(route, idempotencyKey, message.PlainText);
        var result = SendResult.Sent();
        for (var i = progress.PartsSent(key); i < pieces.Count; i++)
        {
            result = await messages.SendAsync(account, route.Address, pieces[i].ToWire(), checkDuplicates: true, cancellationToken);
            if (!result.IsSent)
            {
                progress.Remember(key, i);
                return result;
            }
        }

        progress.Forget(key);
        return result;
    }

    /// <inheritdoc/>
    public async Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        await messages.UpdateAsync(Find(route)!, route.Address, handle, CardArtist.RedrawWhole(message, copyId, CardLimits.App), cancellationToken);

    /// <summary>Interactive cards go out only from an app that hears: their taps come by the callback (43012).</summary>
    public static bool TakesCards(WeComAccount account) => account.Options.App is { CanHear: true, Cards: true };

    private static IReadOnlyList<AppPiece> Pieces(WeComAccount account, OutboundMessage message, string idempotencyKey) =>
        AppPiece.Of([message], TakesCards(account) ? _ => CardKey.CopyOf(message.Card, idempotencyKey) : null);

    private WeComAccount? Find(OutboundRoute route) =>
        route.Kind == RouteKind.Private && IsOneMember(route.Address)
        && accounts.TryGet(route.Account, out var account) && account.Options.App is not null
            ? account
            : null;

    // "a|b" and "@all" are lists to the platform: what is meant for one must never reach many.
    private static bool IsOneMember(string userId) => userId.Length > 0 && userId[0] != '@' && !userId.Contains('|', StringComparison.Ordinal);
}
