using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Host.Roster;

/// <summary>Writes the rows of a roster file into a branch: all in one transaction. People are known by name; nobody is removed.</summary>
public sealed class RosterImport(IBranchDirectory directory, ILedger ledger, IIdSource ids, TimeProvider clock)
{
    /// <summary>Writes; returns how many are new and how many changed.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="rows">Checked rows.</param>
    /// <param name="weComAccount">Configured account of the WeCom ids.</param>
    /// <param name="dingTalkAccount">Configured account of the DingTalk ids.</param>
    /// <param name="botFrameworkAccount">Configured account of the Bot Framework ids.</param>
    /// <param name="dryRun">Count only.</param>
    /// <param name="cancellationToken">Gives up; nothing is written.</param>
    public async Task<(int New, int Known)> RunAsync(
        Branch branch,
        IReadOnlyList<RosterRow> rows,
        string weComAccount,
        string dingTalkAccount,
        string botFrameworkAccount,
        bool dryRun,
        CancellationToken cancellationToken)
    {
        var snapshot = await directory.GetAsync(branch.Id, cancellationToken)
            ?? throw new InvalidDataException($"Branch {branch.Code} cannot be read.");
        var known = snapshot.Members.GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.First());
        var groups = snapshot.Groups.ToDictionary(g => g.Name, g => g.Id);
        var changes = new ChangeSet(branch.Id);
        foreach (var name in rows.Select(r => r.Group).OfType<string>().Distinct().Where(n => !groups.ContainsKey(n)))
        {
            groups[name] = new GroupId(ids.New());
            changes.Add(new GroupSaved(new PartyGroup(groups[name], name)));
        }

        foreach (var row in rows)
        {
            var member = new Member
            {
                Id = known.GetValueOrDefault(row.Name)?.Id ?? new MemberId(ids.New()),
                Name = row.Name,
                Group = row.Group is null ? null : groups[row.Group],
                Roles = row.Roles,
                Standing = row.Standing,
                IsLeader = row.IsLeader,
                IsMobile = row.IsMobile,
                JoinedOn = row.JoinedOn,
                LeftOn = row.LeftOn,
            };
            changes.Add(new MemberSaved(member));
            if (row.WeCom is { } weCom)
            {
                changes.Add(new IdentityLinked(member.Id, new PlatformUser("wecom", weComAccount, weCom.ToLowerInvariant())));
            }

            if (row.DingTalk is { } dingTalk)
            {
                changes.Add(new IdentityLinked(member.Id, new PlatformUser("dingtalk", dingTalkAccount, dingTalk)));
            }

            if (row.BotFramework is { } botFramework)
            {
                changes.Add(new IdentityLinked(member.Id, new PlatformUser("botframework", botFrameworkAccount, botFramework)));
            }
        }

        var newcomers = rows.Count(r => !known.ContainsKey(r.Name));
        if (dryRun)
        {
            return (newcomers, rows.Count - newcomers);
        }

        changes.Add(new Audited(null, "roster.import", branch.Code, rows.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), clock.GetUtcNow()));
        var result = await ledger.CommitAsync(changes, null, cancellationToken);
        return result.Status == CommitStatus.Committed
            ? (newcomers, rows.Count - newcomers)
            : throw new InvalidDataException("The roster changed while it was imported; nothing was written. Run the import again.");
    }
}
