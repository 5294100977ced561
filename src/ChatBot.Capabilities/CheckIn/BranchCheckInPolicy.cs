using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>The section of a branch's policy.</summary>
public static class BranchCheckInPolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Check-in.</summary>
        public CheckInPolicy CheckIn => policy.Section<CheckInPolicy>();
    }
}
