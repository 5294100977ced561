using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Study;

/// <summary>The section of a branch's policy.</summary>
public static class BranchPostingPolicy
{
    extension(BranchPolicy policy)
    {
        /// <summary>Posting (R-1402, C-25).</summary>
        public PostingPolicy Posting => policy.Section<PostingPolicy>();
    }
}
