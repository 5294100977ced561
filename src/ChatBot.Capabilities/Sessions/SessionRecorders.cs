using ChatBot.Kernel;
using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Sessions;

/// <summary>The recorders whom sessions name.</summary>
public sealed class SessionRecorders : INamedRecorders
{
    /// <inheritdoc/>
    public bool IsNamed(MemberId member, BranchSnapshot branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        return branch.Sessions.Any(s => s.Recorder == member && s.Phase is not (SessionPhase.Confirmed or SessionPhase.Cancelled));
    }
}
