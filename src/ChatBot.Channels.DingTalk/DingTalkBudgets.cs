using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// What an organisation may spend in a month, all its apps together (dingtalk-application-development-platform-billing-model):
/// counted API calls, and "Webhook &amp; Stream" messages.
/// </summary>
internal sealed class DingTalkBudgets(ISpendLedger ledger)
{
    /// <summary>Counted API calls.</summary>
    public static Budget ApiOf(DingTalkAccount account) => new($"dingtalk:{OrganisationOf(account)}:api", account.Options.MonthlyApiCalls);

    /// <summary>Messages in by stream or callback, and out by session webhook or webhook.</summary>
    public static Budget StreamOf(DingTalkAccount account) => new($"dingtalk:{OrganisationOf(account)}:stream", account.Options.MonthlyStreamMessages);

    /// <summary>An API call was made.</summary>
    public ValueTask SpendApiAsync(DingTalkAccount account, string kind, CancellationToken cancellationToken) =>
        ledger.SpendAsync(ApiOf(account), kind, 1, cancellationToken);

    /// <summary>A message came in, or went out by a webhook.</summary>
    public ValueTask SpendStreamAsync(DingTalkAccount account, string kind, CancellationToken cancellationToken) =>
        ledger.SpendAsync(StreamOf(account), kind, 1, cancellationToken);

    /// <summary>
    /// The platform says that the month's messages are used up: what our own count lacks was spent by other apps of the
    /// organisation. With it counted the secretary is warned and the degradation begins.
    /// </summary>
    public async ValueTask NoteStreamUsedUpAsync(DingTalkAccount account, CancellationToken cancellationToken)
    {
        var budget = StreamOf(account);
        try
        {
            if ((await ledger.ReadAsync([budget], cancellationToken))[0].Spent is var spent && spent < budget.Limit)
            {
                await ledger.SpendAsync(budget, "elsewhere", budget.Limit - spent, cancellationToken);
            }
        }
        catch (StoreUnavailableException)
        {
            // The next message without words says it again.
        }
    }

    private static string OrganisationOf(DingTalkAccount account) => account.Options.CorpId.Length > 0 ? account.Options.CorpId : account.Name;
}
