namespace ChatBot.Architecture.Tests.Fixtures.Doors;

/// <summary>A record that holds a client.</summary>
/// <param name="Client">The client.</param>
public sealed record PriceRule(HttpClient Client);
