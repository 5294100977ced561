using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>Which material is withdrawn; also what taking an act on it back needs to know.</summary>
/// <param name="Material">The material.</param>
public sealed record MaterialFacts(MaterialId? Material) : IRequestFacts
{
    Guid? IRequestFacts.Request => Material?.Value;
}
