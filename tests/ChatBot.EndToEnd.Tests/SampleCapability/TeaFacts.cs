namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>What taking an order back needs to know.</summary>
/// <param name="Order">The order.</param>
internal sealed record TeaFacts(Guid? Order);
