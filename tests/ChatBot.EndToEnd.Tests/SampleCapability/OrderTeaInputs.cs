namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>What an order needs.</summary>
/// <param name="Cup">What is to be in it.</param>
internal sealed record OrderTeaInputs(string? Cup);
