namespace ChatBot.Kernel.Ledger;

/// <summary>Taken back. Guard: it was not before.</summary>
public sealed record UndoTaken(Guid Id, DateTimeOffset At) : Change;
