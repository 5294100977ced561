using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Study;

/// <summary>Posting (R-1402, C-25).</summary>
public sealed record PostingPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "posting";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<PostingPolicy>("post.review", (p, v) => p with { NeedsReview = v.Word(("on", true), ("off", false)) }),
        PolicyParameter.Of<PostingPolicy>("post.block_marks", (p, v) => p with { BlockedMarks = [.. v.Many] }),
    ];

    /// <summary><c>post.review</c>: drafter and approver are two people.</summary>
    public bool NeedsReview { get; init; } = true;

    /// <summary><c>post.block_marks</c>.</summary>
    public IReadOnlyList<string> BlockedMarks { get; init; } = ["内部", "秘密", "机密", "绝密", "不予公开"];
}
