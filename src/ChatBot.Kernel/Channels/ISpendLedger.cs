namespace ChatBot.Kernel.Channels;

/// <summary>What was spent of the monthly budgets, by kind; shared by all replicas.</summary>
public interface ISpendLedger
{
    /// <summary>
    /// Counts what was just spent. Never throws for a store that is away: what could not be told is told later.
    /// </summary>
    /// <param name="budget">What was drawn on.</param>
    /// <param name="kind">What it was spent for, for example <c>send-private</c>, <c>stream-message</c>.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SpendAsync(Budget budget, string kind, int amount, CancellationToken cancellationToken);

    /// <summary>What was spent of the budgets in the current month; zero for one of which nothing is known.</summary>
    ValueTask<IReadOnlyList<Spending>> ReadAsync(IReadOnlyCollection<Budget> budgets, CancellationToken cancellationToken);
}

/// <summary>A budget and what was spent of it this month.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Spent">All of it.</param>
/// <param name="ByKind">By what it was spent for.</param>
public sealed record Spending(Budget Budget, int Spent, IReadOnlyDictionary<string, int> ByKind)
{
    /// <summary>The part that is gone: 0 to 1 and above.</summary>
    public double Share => Budget.Limit <= 0 ? 1 : (double)Spent / Budget.Limit;
}
