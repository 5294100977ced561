using System.Globalization;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// The routes of <see cref="WeComChannel"/> that a smart robot on the long connection serves: groups that have spoken to
/// it, and members where the account has no app (an app reaches members who never wrote, so it goes first).
/// </summary>
internal sealed class RobotRoutes(WeComAccounts accounts, RobotErrands errands, RobotMemory memory, WeComPartProgress progress) : IWeComRoutes
{
    /// <summary>Replies and messages of its own, a chat and minute; more are refused with 45009 (page 101463).</summary>
    private const int ChatRate = 30;

    /// <summary>The same by the hour.</summary>
    private const int ChatRatePerHour = 1000;

    private static readonly RouteAbilities PrivateAbilities = new() { HasButtons = true, HasPickers = true };

    /// <summary>The two windows of a chat.</summary>
    public static IReadOnlyList<RateWindow> Windows(string account, string chat, int messages)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{WeComChannel.ChannelName}:{account}:chat:{chat}");
        return [new RateWindow(key, ChatRate, TimeSpan.FromMinutes(1), messages), new RateWindow(key, ChatRatePerHour, TimeSpan.FromHours(1), messages)];
    }

    /// <summary>Whether the robot serves the route.</summary>
    public bool Serves(OutboundRoute route) => Find(route) is not null;

    /// <inheritdoc cref="IChannel.AbilitiesOf"/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) =>
        route.Kind == RouteKind.Private ? PrivateAbilities : RouteAbilities.TextOnly;

    /// <inheritdoc cref="IChannel.LimitsOf"/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) =>
        Windows(route.Account, route.Address, Math.Max(1, Pieces(route, message).Count));

    /// <inheritdoc cref="IChannel.SendAsync"/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Find(route) is not { } account)
        {
            return SendResult.Failed(FailureCategory.Configuration, "no-route");
        }

        var pieces = Pieces(route, message);
        if (pieces.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty");
        }

        var isGroup = route.Kind == RouteKind.Group;
        var chat = isGroup ? route.Address : await memory.SpellAsync(account.Name, route.Address, cancellationToken);
        var key = WeComPartProgress.KeyOf(route, idempotencyKey, message.PlainText);
        var sent = progress.PartsSent(key);
        var result = await errands.SendAsync(account, [.. pieces.Skip(sent).Select(p => p.AsMessage().To(chat, isGroup))], cancellationToken);
        if (result.Failure is { } failure)
        {
            progress.Remember(key, sent + result.Sent);
            return SendResult.Failed(failure, result.Code, result.RetryAfter);
        }

        progress.Forget(key);
        return SendResult.Sent();
    }

    private static IReadOnlyList<RobotPiece> Pieces(OutboundRoute route, OutboundMessage message) =>
        RobotPieces.Of([message], takesCards: route.Kind == RouteKind.Private, RobotPieces.Unique());

    private WeComAccount? Find(OutboundRoute route) =>
        route.Channel == WeComChannel.ChannelName
        && route.Address.Length > 0
        && accounts.TryGet(route.Account, out var account)
        && RobotKeepers.HasLongConnection(account)
        && (route.Kind == RouteKind.Group || (route.Kind == RouteKind.Private && account.Options.App is null))
            ? account
            : null;
}
