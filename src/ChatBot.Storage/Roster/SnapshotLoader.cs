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

    private const string SelectBranch = $"SELECT {BranchRow.Columns} FROM branch WHERE branch_id = $1";

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
        var branch = await rows.ListAsync<BranchRow>(cancellationToken);
        var policy = await NextAsync<string>(rows, cancellationToken);
        var members = await NextAsync<MemberRow>(rows, cancellationToken);
        var groups = await NextAsync<GroupRow>(rows, cancellationToken);
        var identities = await NextAsync<IdentityRow>(rows, cancellationToken);
        var conversations = await NextAsync<ConversationRow>(rows, cancellationToken);
        var kept = new Dictionary<Type, object>();
        foreach (var part in _parts)
        {
            await rows.NextResultAsync(cancellationToken);
            kept.Add(part.Type, await part.ReadAsync(rows, cancellationToken));
        }

        return branch is [var found]
            ? new BranchSnapshot(
                found.ToBranch(),
                policy is [var own] ? PolicyJson.Read(own) : new BranchPolicy(),
                [.. members.Select(m => m.ToMember())],
                [.. groups.Select(g => new PartyGroup(g.GroupId, g.Name))],
                [.. identities.Select(i => (i.MemberId, new PlatformUser(i.Channel, i.Account, i.UserId)))],
                [.. conversations.Select(c => c.ToConversation())],
                kept)
            : null;
    }

    private static async Task<IReadOnlyList<TRow>> NextAsync<TRow>(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        await rows.NextResultAsync(cancellationToken);
        return await rows.ListAsync<TRow>(cancellationToken);
    }

    private sealed record MemberRow(
        MemberId MemberId,
        string Name,
        GroupId? GroupId,
        int Roles,
        string Standing,
        bool IsLeader,
        bool IsMobile,
        DateOnly? JoinedOn,
        DateOnly? LeftOn)
    {
        public Member ToMember() => new()
        {
            Id = MemberId,
            Name = Name,
            Group = GroupId,
            Roles = (Roles)Roles,
            Standing = Code.Parse<Standing>(Standing),
            IsLeader = IsLeader,
            IsMobile = IsMobile,
            JoinedOn = JoinedOn,
            LeftOn = LeftOn,
        };
    }

    private sealed record GroupRow(GroupId GroupId, string Name);

    private sealed record IdentityRow(MemberId MemberId, string Channel, string Account, string UserId);

    private sealed record ConversationRow(string Channel, string Account, string Kind, string Address, GroupId? GroupId, int Rank)
    {
        public BoundConversation ToConversation() =>
            new(new OutboundRoute(Channel, Account, Code.Parse<RouteKind>(Kind), Address), GroupId, Rank);
    }
}
