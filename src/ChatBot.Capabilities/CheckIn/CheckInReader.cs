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

    public async Task<IReadOnlyList<CheckInEntry>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken)
    {
        var rows = await postgres.QueryAsync<Row>(
            Scope.Of(branch), OfSession, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken);
        return [.. rows.Select(r => r.ToEntry(session))];
    }

    private sealed record Row(MemberId MemberId, DateTimeOffset EnteredAt, bool IsOnline, MemberId EnteredBy)
    {
        public CheckInEntry ToEntry(SessionId session) => new(session, MemberId, EnteredAt, IsOnline, EnteredBy);
    }
}
