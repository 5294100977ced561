using ChatBot.Host.Simulator;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>The people of <see cref="RouteWorld"/> in the simulator, whose accounts no roster file names.</summary>
internal static class SimulatedPeople
{
    public static async Task AddAsync(Branch branch, ILedger ledger, IIdSource ids, CancellationToken cancellationToken)
    {
        var changes = new ChangeSet(branch.Id);
        foreach (var (name, user, role) in RouteWorld.People)
        {
            var id = new MemberId(ids.New());
            var roles = role switch { "书记" => Roles.Secretary, "副书记" => Roles.Deputy, _ => Roles.None };
            changes.Add(new MemberSaved(new Member { Id = id, Name = name, Roles = roles }));
            changes.Add(new IdentityLinked(id, new PlatformUser(SimulatorChannel.ChannelName, SimulatorChannel.Account, user)));
        }

        changes.Add(new ConversationBound(new BoundConversation(
            new OutboundRoute(SimulatorChannel.ChannelName, SimulatorChannel.Account, RouteKind.Group, SimulatorChat.Group), null, 0)));
        Assert.Equal(CommitStatus.Committed, (await ledger.CommitAsync(changes, null, cancellationToken)).Status);
    }
}
