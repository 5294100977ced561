using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Roster;

/// <summary>What an address book changes in a branch's roster.</summary>
/// <param name="Added">Names that are new.</param>
/// <param name="Linked">Known people who get an account.</param>
/// <param name="Known">People with nothing to change.</param>
/// <param name="Renamed">Known accounts under another name in the address book: shown, never changed.</param>
/// <param name="Gone">Members whose account is not in the address book any more: shown, never removed.</param>
/// <param name="Faults">What makes the import impossible; then there are no changes.</param>
/// <param name="Changes">What is to be written.</param>
public sealed record AddressBookPlan(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Linked,
    int Known,
    IReadOnlyList<string> Renamed,
    IReadOnlyList<string> Gone,
    IReadOnlyList<string> Faults,
    ChangeSet Changes);

/// <summary>
/// Holds an address book against the roster. It brings names, groups and accounts, and nothing else: offices, standing and
/// dates are the branch's own. A person is known by the account, else by the name. Nobody is removed.
/// </summary>
public static class AddressBookMerge
{
    /// <summary>Makes the plan.</summary>
    /// <param name="branch">The branch as it is.</param>
    /// <param name="channel">The platform.</param>
    /// <param name="account">Its configured account.</param>
    /// <param name="entries">Everybody in the address book, once each.</param>
    /// <param name="ids">New ids.</param>
    /// <param name="now">The present.</param>
    public static AddressBookPlan Plan(
        BranchSnapshot branch, string channel, string account, IReadOnlyList<AddressBookEntry> entries, IIdSource ids, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(branch);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(ids);
        var byAccount = branch.Members
            .SelectMany(m => branch.AccountsOf(m.Id).Where(u => u.Channel == channel && u.Account == account).Select(u => (u.UserId, Member: m)))
            .ToDictionary(u => u.UserId, u => u.Member, StringComparer.OrdinalIgnoreCase);
        var byName = branch.Members.ToLookup(m => m.Name);
        var faults = Faults(entries, byAccount, byName);
        var changes = new ChangeSet(branch.Id);
        var (added, linked, renamed, known) = (new List<string>(), new List<string>(), new List<string>(), 0);
        if (faults.Count == 0)
        {
            var groups = branch.Groups.ToDictionary(g => g.Name, g => g.Id);
            foreach (var entry in entries)
            {
                if (byAccount.TryGetValue(entry.UserId, out var holder))
                {
                    known++;
                    if (holder.Name != entry.Name)
                    {
                        renamed.Add($"{holder.Name} → {entry.Name}");
                    }

                    continue;
                }

                var member = byName[entry.Name].FirstOrDefault();
                if (member is null)
                {
                    member = new Member { Id = new MemberId(ids.New()), Name = entry.Name, Group = GroupOf(entry.Group, groups, changes, ids) };
                    changes.Add(new MemberSaved(member));
                    added.Add(entry.Name);
                }
                else
                {
                    linked.Add(entry.Name);
                }

                changes.Add(new IdentityLinked(member.Id, new PlatformUser(channel, account, entry.UserId)));
            }

            if (!changes.IsEmpty)
            {
                changes.Add(new Audited(null, "roster.fetch", branch.Branch.Code, $"{added.Count}+{linked.Count}", now));
            }
        }

        var there = entries.Select(e => e.UserId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new AddressBookPlan(
            added,
            linked,
            known,
            renamed,
            [.. byAccount.Where(a => !there.Contains(a.Key) && a.Value.LeftOn is null).Select(a => a.Value.Name).Order(StringComparer.Ordinal)],
            faults,
            changes);
    }

    // Two people of one name cannot be told apart by it: the file names each with his account.
    private static List<string> Faults(
        IReadOnlyList<AddressBookEntry> entries, Dictionary<string, Member> byAccount, ILookup<string, Member> byName)
    {
        var unknown = entries.Where(e => !byAccount.ContainsKey(e.UserId)).ToList();
        return
        [
            .. unknown.Where(e => e.Name.Length == 0).Select(e => $"{e.UserId}: the platform gives no name"),
            .. unknown.Where(e => e.Name.Length > 0).GroupBy(e => e.Name).Where(g => g.Count() > 1)
                .Select(g => $"{g.Key}: several people have this name ({string.Join(' ', g.Select(e => e.UserId))}); import them from a file, under names that differ"),
            .. unknown.Where(e => byName[e.Name].Any(m => byAccount.ContainsValue(m)))
                .Select(e => $"{e.Name}: the member of this name has another account already, not {e.UserId}; import from a file"),
        ];
    }

    private static GroupId? GroupOf(string? name, Dictionary<string, GroupId> groups, ChangeSet changes, IIdSource ids)
    {
        if (name is null)
        {
            return null;
        }

        if (!groups.TryGetValue(name, out var id))
        {
            groups[name] = id = new GroupId(ids.New());
            changes.Add(new GroupSaved(new PartyGroup(id, name)));
        }

        return id;
    }
}
