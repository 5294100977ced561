using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>The orders in the books.</summary>
internal sealed class TeaStore(IDatabase database)
{
    private const string Select = "SELECT order_id, member_id, cup FROM tea_order WHERE branch_id = $1 ORDER BY order_id";

    private const string Insert = "INSERT INTO tea_order (branch_id, order_id, member_id, cup) VALUES ($1, $2, $3, $4)";

    private const string Delete = WriteBatch.OpenGuard + "DELETE FROM tea_order WHERE branch_id = $1 AND order_id = $2" + WriteBatch.CloseGuard;

    /// <summary>All orders of a branch.</summary>
    public Task<IReadOnlyList<TeaOrder>> ListAsync(BranchId branch, CancellationToken cancellationToken) => database.ListAsync(
        Scope.Of(branch),
        Select,
        [P.Of(branch.Value)],
        row => new TeaOrder(row.GetGuid(0), new MemberId(row.GetGuid(1)), row.GetString(2)),
        cancellationToken);

    /// <summary>Writes a new order.</summary>
    public static void Write(TeaOrdered change, WriteBatch batch) =>
        batch.Add(Insert, P.Of(change.Order.Id), P.Of(change.Order.Member.Value), P.Of(change.Order.Cup));

    /// <summary>Takes an order out.</summary>
    public static void Write(TeaTakenBack change, WriteBatch batch) => batch.Add(Delete, P.Of(change.Id));
}
