using ChatBot.Kernel.Ledger;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>An order is taken back. Guard: it stands.</summary>
internal sealed record TeaTakenBack(Guid Id) : Change;
