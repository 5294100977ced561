using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Roster;

/// <summary>What was spent of the platforms' monthly budgets, on what, until when it lasts, and how quiet the bot is because of it.</summary>
public sealed class ShowQuota(BudgetCatalogue catalogue, ISpendLedger ledger) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(RosterActions.Manage) is { } refusal)
        {
            return refusal;
        }

        var budgets = catalogue.Of(scope.Branch);
        if (budgets.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("routing.no_quota"));
        }

        try
        {
            var month = PlatformMonth.Of(scope.Now);
            var spendings = await ledger.ReadAsync(budgets, cancellationToken);
            return UseCaseResult.Done(Reply.Of(
                "routing.quota", ("month", scope.Today), ("budgets", spendings.Select(s => Line(s, month, scope.Now)).ToList())));
        }
        catch (StoreUnavailableException)
        {
            return UseCaseResult.Refused(Reply.Of("routing.quota_unknown"));
        }
    }

    private static Phrase Line(Spending spending, PlatformMonth month, DateTimeOffset now) => Phrase.Of(
        "routing.quota_line",
        ("budget", BudgetPhrases.Budget(spending.Budget.Key)),
        ("spent", spending.Spent),
        ("limit", spending.Budget.Limit),
        ("share", (int)Math.Round(spending.Share * 100)),
        ("kinds", spending.ByKind.Count == 0
            ? null
            : spending.ByKind.OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal)
                .Select(k => Phrase.Of("routing.quota_kind", ("kind", BudgetPhrases.Kind(k.Key)), ("amount", k.Value))).ToList()),
        ("exhausted", spending.Share < 1 ? Degradation.ExhaustedAt(spending.Share, month.Start, month.End, now) : null),
        ("stage", Degradation.StageOf(spending.Share, month.Elapsed(now))));
}
