using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel.Ledger;

/// <summary>The member as given, new or changed.</summary>
public sealed record MemberSaved(Member Member) : Change
{
    public override bool TouchesSnapshot => true;
}
