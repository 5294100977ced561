namespace ChatBot.Kernel.UseCases;

/// <summary>The inputs of a use case that takes none.</summary>
public sealed record NoInputs;
