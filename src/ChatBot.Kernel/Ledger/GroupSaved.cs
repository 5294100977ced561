using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel.Ledger;

/// <summary>A group, new or renamed.</summary>
public sealed record GroupSaved(PartyGroup Group) : Change
{
    public override bool TouchesSnapshot => true;
}
