using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Policy;

namespace ChatBot.Storage.Roster;

/// <summary>Writes members, groups, chat accounts, chats and the policy.</summary>
internal static class RosterWrites
{
    private const string UpsertMember = """
        INSERT INTO member (branch_id, member_id, name, group_id, roles, standing, is_leader, is_mobile, joined_on, left_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (branch_id, member_id) DO UPDATE SET name = excluded.name, group_id = excluded.group_id,
            roles = excluded.roles, standing = excluded.standing, is_leader = excluded.is_leader,
            is_mobile = excluded.is_mobile, joined_on = excluded.joined_on, left_on = excluded.left_on
        """;

    private const string UpsertGroup = """
        INSERT INTO party_group (branch_id, group_id, name) VALUES ($1, $2, $3)
        ON CONFLICT (branch_id, group_id) DO UPDATE SET name = excluded.name
        """;

    private const string UpsertIdentity = """
        INSERT INTO member_identity (branch_id, channel, account, user_id, member_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (branch_id, channel, account, user_id) DO UPDATE
            SET member_id = excluded.member_id, linked_at = excluded.linked_at
        """;

    // Another branch keeps its person until it writes that the person left: no branch can take accounts from another. To
    // see that, the function looks past the wall between the branches; a statement could not.
    private const string UpsertDirectory = "SELECT guard_held(take_account($2, $3, $4, $1, $5))";

    private const string UpsertConversation = """
        INSERT INTO conversation (branch_id, channel, account, kind, address, group_id, rank) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (branch_id, channel, account, kind, address) DO UPDATE SET group_id = excluded.group_id, rank = excluded.rank
        """;

    private const string DeleteConversation = """
        DELETE FROM conversation WHERE branch_id = $1 AND channel = $2 AND account = $3 AND kind = $4 AND address = $5
        """;

    private const string DeleteBindCode = WriteBatch.OpenGuard + """
        DELETE FROM bind_code WHERE branch_id = $1 AND code_hash = $2
        """ + WriteBatch.CloseGuard;

    // Two changes of the policy at once ask for the same version; the primary key lets one of them through.
    private const string InsertPolicy = "INSERT INTO branch_policy (branch_id, version, policy) VALUES ($1, $2, $3)";

    public static void Write(MemberSaved change, WriteBatch batch)
    {
        var member = change.Member;
        batch.Add(
            UpsertMember,
            P.Of(member.Id.Value),
            P.Of(member.Name),
            P.Of(member.Group?.Value),
            P.Of((int)member.Roles),
            P.Of(member.Standing),
            P.Of(member.IsLeader),
            P.Of(member.IsMobile),
            P.Of(member.JoinedOn),
            P.Of(member.LeftOn));
    }

    public static void Write(GroupSaved change, WriteBatch batch) =>
        batch.Add(UpsertGroup, P.Of(change.Group.Id.Value), P.Of(change.Group.Name));

    public static void Write(IdentityLinked change, WriteBatch batch)
    {
        foreach (var sql in (ReadOnlySpan<string>)[UpsertIdentity, UpsertDirectory])
        {
            batch.Add(
                sql,
                P.Of(change.User.Channel),
                P.Of(change.User.Account),
                P.Of(change.User.UserId),
                P.Of(change.Member.Value));
        }
    }

    public static void Write(ConversationBound change, WriteBatch batch)
    {
        var (route, group, rank) = change.Conversation;
        batch.Add(
            UpsertConversation,
            P.Of(route.Channel),
            P.Of(route.Account),
            P.Of<RouteKind>(route.Kind),
            P.Of(route.Address),
            P.Of(group?.Value),
            P.Of(rank));
    }

    public static void Write(ConversationUnbound change, WriteBatch batch)
    {
        var route = change.Route;
        batch.Add(DeleteConversation, P.Of(route.Channel), P.Of(route.Account), P.Of<RouteKind>(route.Kind), P.Of(route.Address));
    }

    public static void Write(BindCodeTaken change, WriteBatch batch) =>
        batch.Add(DeleteBindCode, P.Of(BindCodes.Hash(change.Code)));

    public static void Write(PolicySaved change, WriteBatch batch) =>
        batch.Add(InsertPolicy, P.Of(change.Policy.Version), P.Json(PolicyJson.Write(change.Policy)));
}
