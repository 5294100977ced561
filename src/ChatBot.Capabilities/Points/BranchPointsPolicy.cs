using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Points;

/// <summary>The section of a branch's policy.</summary>
public static class BranchPointsPolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Points .</summary>
        public PointsPolicy Points => policy.Section<PointsPolicy>();
    }
}
