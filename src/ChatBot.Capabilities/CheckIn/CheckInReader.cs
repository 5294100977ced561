using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.CheckIn;

/// <inheritdoc/>
internal sealed class CheckInReader(IDatabase postgres) : ICheckInReader
{
    private const string OfSession = """
        SELECT member_id, entered_at, is_online, entered_by FROM check_in
        WHERE branch_id = $1 AND session_id = $2 ORDER BY entered_at, member_id
        """;

    public Task<IReadOnlyList<CheckInEntry>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch),
            OfSession,
            [P.Of(branch.Value), P.Of(session.Value)],
            row => new CheckInEntry(session, new MemberId(row.GetGuid(0)), row.At(1), row.GetBoolean(2), new MemberId(row.GetGuid(3))),
            cancellationToken);
}
