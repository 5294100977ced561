namespace ChatBot.Capabilities.Study;

/// <summary>What was read.</summary>
/// <param name="Material">The material.</param>
public sealed record ReadMaterialInputs(MaterialId? Material);
