using System.Collections.Immutable;
using System.Globalization;

namespace ChatBot.PlatformDoubles;

/// <summary>What an organisation has used up in the running calendar month (Beijing time).</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="ApiCalls">Counted API calls: all but tokens, opening of streams and the address book.</param>
/// <param name="WebhookAndStream">Messages to the robot, events and card callbacks, replies to session webhooks, group webhook messages.</param>
public sealed record DingTalkQuota(DateOnly Month, int ApiCalls, int WebhookAndStream)
{
    /// <summary>The same per kind: the name of the route and how often.</summary>
    public ImmutableSortedDictionary<string, int> PerKind { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The counts as a table in plain text, for the output of a test.</summary>
    public string ToTable()
    {
        var lines = PerKind.Select(kind => (Name: kind.Key, Count: kind.Value))
            .Append(("API calls", ApiCalls))
            .Append(("Webhook & Stream", WebhookAndStream));
        return string.Join('\n', [
            string.Create(CultureInfo.InvariantCulture, $"{Month:yyyy-MM}"),
            .. lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Item1,-32}{l.Item2,8}")),
        ]);
    }
}

/// <summary>Counts what all apps of the organisation use up together.</summary>
internal sealed class DingTalkQuotas(DingTalkDoubleOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BeijingTime = TimeSpan.FromHours(8);
    private readonly Lock _gate = new();
    private DingTalkQuota _quota = new(DateOnly.MinValue, 0, 0);

    public DingTalkQuota ThisMonth
    {
        get
        {
            lock (_gate)
            {
                return Present();
            }
        }
    }

    /// <summary>Counts an API call, or refuses it without counting.</summary>
    public bool TrySpendApi(string kind)
    {
        lock (_gate)
        {
            var quota = Present();
            if (quota.ApiCalls >= options.MonthlyApiCalls)
            {
                return false;
            }

            _quota = Counted(quota with { ApiCalls = quota.ApiCalls + 1 }, kind);
            return true;
        }
    }

    /// <summary>Counts a webhook or stream message, or refuses it without counting.</summary>
    public bool TrySpendMessage(string kind)
    {
        lock (_gate)
        {
            var quota = Present();
            if (quota.WebhookAndStream >= options.MonthlyWebhookAndStream)
            {
                return false;
            }

            _quota = Counted(quota with { WebhookAndStream = quota.WebhookAndStream + 1 }, kind);
            return true;
        }
    }

    /// <summary>Leaves nothing for the rest of the month.</summary>
    public void UseUp(bool api)
    {
        lock (_gate)
        {
            _quota = api ? Present() with { ApiCalls = options.MonthlyApiCalls } : Present() with { WebhookAndStream = options.MonthlyWebhookAndStream };
        }
    }

    private static DingTalkQuota Counted(DingTalkQuota quota, string kind) =>
        quota with { PerKind = quota.PerKind.SetItem(kind, quota.PerKind.GetValueOrDefault(kind) + 1) };

    private DingTalkQuota Present()
    {
        var today = clock.GetUtcNow().ToOffset(BeijingTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        return _quota.Month == month ? _quota : _quota = new DingTalkQuota(month, 0, 0);
    }
}
