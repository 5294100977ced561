namespace ChatBot.Kernel.Ledger;

/// <summary>What the actor can take back.</summary>
public sealed record UndoKept(UndoEntry Entry) : Change;
