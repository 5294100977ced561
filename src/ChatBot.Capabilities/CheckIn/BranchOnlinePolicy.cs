using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>The section of a branch's policy.</summary>
public static class BranchOnlinePolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Online attendance (R-508, C-20).</summary>
        public OnlinePolicy Online => policy.Section<OnlinePolicy>();
    }
}
