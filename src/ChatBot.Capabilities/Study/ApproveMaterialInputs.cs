using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>The second person's decision on a draft.</summary>
/// <param name="Material">The draft.</param>
/// <param name="Decision">What is decided; without a word it is approved.</param>
/// <param name="Text">A word to who drafted it.</param>
public sealed record ApproveMaterialInputs(MaterialId? Material, Decision? Decision, string? Text) : IDecideInputs
{
    Guid? IDecideInputs.Request => Material?.Value;

    Decision? IDecideInputs.Decision => Decision ?? Kernel.Requests.Decision.Approve;
}
