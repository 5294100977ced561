using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Undo;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>A capability of this test assembly: members order tea for a meeting. The product does not know its name.</summary>
public sealed class TeaCapability : Capability
{
    /// <summary>Told to the secretary.</summary>
    internal static readonly OutboxKind Asked = new("tea.asked", MessageClass.Notice);

    /// <summary>An order can be taken back.</summary>
    internal static readonly UndoKind<TeaFacts> Order = new("tea.order");

    /// <inheritdoc/>
    public override string Name => "tea";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.UseCase<OrderTea>(new("tea.order", ActionRule.ForOneself) { Undo = UndoRule.By(Order), Sends = [Asked] })
            .UseCase<ListTea>(new("tea.list", new ActionRule("tea.list", Who.Secretary)))
            .Writes<TeaOrdered>(TeaStore.Write)
            .Writes<TeaTakenBack>(TeaStore.Write)
            .Service<TeaStore>()
            .Handles<TeaRenderer>()
            .Undoes<UndoTea>(Order);
    }
}
