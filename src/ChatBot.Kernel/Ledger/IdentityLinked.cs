using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Ledger;

/// <summary>
/// Roster: a platform account belongs to a member; it replaces an earlier owner in the same branch. Guard: no member of
/// another branch, who has not left it, has the account.
/// </summary>
public sealed record IdentityLinked(MemberId Member, PlatformUser User) : Change
{
    public override bool TouchesSnapshot => true;
}
