using ChatBot.Kernel.Policy;

namespace ChatBot.Kernel.Ledger;

/// <summary>The branch's policy, whole, under its new version. Guard: the version is not saved yet.</summary>
public sealed record PolicySaved(BranchPolicy Policy) : Change
{
    public override bool TouchesSnapshot => true;
}
