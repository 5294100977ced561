using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Leave;

/// <summary>The section of a branch's policy.</summary>
public static class BranchLeavePolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Leave (R-704, both [product]).</summary>
        public LeavePolicy Leave => policy.Section<LeavePolicy>();
    }
}
