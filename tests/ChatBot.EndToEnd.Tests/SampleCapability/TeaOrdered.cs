using ChatBot.Kernel.Ledger;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>A new order.</summary>
internal sealed record TeaOrdered(TeaOrder Order) : Change;
