using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>One entry; a second one of the same member and session changes nothing.</summary>
public sealed record CheckInSaved(CheckInEntry Entry) : Change;
