using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Counts in memory.</summary>
internal sealed class MemorySpendLedger : ISpendLedger
{
    private readonly ConcurrentDictionary<(string Budget, string Kind), int> _spent = [];

    /// <summary>What was spent, as <c>budget kind</c> and how much.</summary>
    public IReadOnlyDictionary<string, int> Spent => _spent.ToDictionary(s => $"{s.Key.Budget.Split(':')[^1]} {s.Key.Kind}", s => s.Value);

    public ValueTask SpendAsync(Budget budget, string kind, int amount, CancellationToken cancellationToken)
    {
        _spent.AddOrUpdate((budget.Key, kind), amount, (_, before) => before + amount);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Spending>> ReadAsync(IReadOnlyCollection<Budget> budgets, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Spending>>([.. budgets.Select(b => new Spending(
            b,
            _spent.Where(s => s.Key.Budget == b.Key).Sum(s => s.Value),
            _spent.Where(s => s.Key.Budget == b.Key).ToDictionary(s => s.Key.Kind, s => s.Value)))]);
}
