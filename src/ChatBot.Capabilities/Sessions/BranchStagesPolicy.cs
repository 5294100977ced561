using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Sessions;

/// <summary>The section of a branch's policy.</summary>
public static class BranchStagesPolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>The stages of a collective session.</summary>
        public StagesPolicy Stages => policy.Section<StagesPolicy>();
    }
}
