using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using Npgsql;

namespace ChatBot.Storage.Roster;

/// <summary>Reads a branch whole, in one round trip.</summary>
internal sealed class SnapshotLoader(Postgres postgres, IEnumerable<ISnapshotPart> parts, TimeProvider time)
{
    private readonly IReadOnlyList<ISnapshotPart> _parts = [.. parts];

    private const string SelectBranch = "SELECT branch_id, code, name, time_zone FROM branch WHERE branch_id = $1";

    private const string SelectPolicy = "SELECT policy FROM branch_policy WHERE branch_id = $1 ORDER BY version DESC LIMIT 1";

    private const string SelectMembers = """
        SELECT member_id, name, group_id, roles, standing, is_leader, is_mobile, joined_on, left_on
        FROM member WHERE branch_id = $1 ORDER BY member_id
        """;

    private const string SelectGroups = "SELECT group_id, name FROM party_group WHERE branch_id = $1 ORDER BY name, group_id";

    private const string SelectIdentities = """
        SELECT member_id, channel, account, user_id FROM member_identity WHERE branch_id = $1
        ORDER BY member_id, linked_at DESC, channel, account, user_id
        """;

    private const string SelectConversations = """
        SELECT channel, account, kind, address, group_id, rank FROM conversation WHERE branch_id = $1
        ORDER BY rank, channel, account, kind, address
        """;

    /// <summary>The branch, or null when there is none of that id.</summary>
    public Task<BranchSnapshot?> LoadAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ReadAsync(Scope.Of(branch), Statements(branch), ReadAsync, cancellationToken);

    private IReadOnlyList<NpgsqlBatchCommand> Statements(BranchId id) =>
    [
        .. new[] { SelectBranch, SelectPolicy, SelectMembers, SelectGroups, SelectIdentities, SelectConversations }
            .Select(sql => new NpgsqlBatchCommand(sql) { Parameters = { P.Of(id.Value) } }),
        .. _parts.Select(part => part.Statement(id, time.GetUtcNow())),
    ];

    private async Task<BranchSnapshot?> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var branch = await rows.ListAsync(ReadBranch, cancellationToken);
        var policy = await NextAsync(rows, row => PolicyJson.Read(row.GetString(0)), cancellationToken);
        var members = await NextAsync(rows, ReadMember, cancellationToken);
        var groups = await NextAsync(rows, row => new PartyGroup(new GroupId(row.GetGuid(0)), row.GetString(1)), cancellationToken);
        var identities = await NextAsync(rows, ReadIdentity, cancellationToken);
        var conversations = await NextAsync(rows, ReadConversation, cancellationToken);
        var kept = new Dictionary<Type, object>();
        foreach (var part in _parts)
        {
            await rows.NextResultAsync(cancellationToken);
            kept.Add(part.Type, await part.ReadAsync(rows, cancellationToken));
        }

        return branch is [var found]
            ? new BranchSnapshot(found, policy is [var own] ? own : new BranchPolicy(), members, groups, identities, conversations, kept)
            : null;
    }

    private static async Task<IReadOnlyList<T>> NextAsync<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await rows.NextResultAsync(cancellationToken);
        return await rows.ListAsync(map, cancellationToken);
    }

    internal static Branch ReadBranch(NpgsqlDataReader row) =>
        new(new BranchId(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetString(3));

    private static Member ReadMember(NpgsqlDataReader row) => new()
    {
        Id = new MemberId(row.GetGuid(0)),
        Name = row.GetString(1),
        Group = row.Id(2) is { } group ? new GroupId(group) : null,
        Roles = (Roles)row.GetInt32(3),
        Standing = row.Code<Standing>(4),
        IsLeader = row.GetBoolean(5),
        IsMobile = row.GetBoolean(6),
        JoinedOn = row.Day(7),
        LeftOn = row.Day(8),
    };

    private static (MemberId Member, PlatformUser User) ReadIdentity(NpgsqlDataReader row) =>
        (new MemberId(row.GetGuid(0)), new PlatformUser(row.GetString(1), row.GetString(2), row.GetString(3)));

    private static BoundConversation ReadConversation(NpgsqlDataReader row) => new(
        new OutboundRoute(row.GetString(0), row.GetString(1), row.Code<RouteKind>(2), row.GetString(3)),
        row.Id(4) is { } group ? new GroupId(group) : null,
        row.GetInt32(5));
}
