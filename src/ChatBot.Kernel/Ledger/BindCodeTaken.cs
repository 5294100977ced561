namespace ChatBot.Kernel.Ledger;

/// <summary>A one-time code is used up by the commit that binds a chat. Guard: nobody took it before.</summary>
public sealed record BindCodeTaken(string Code) : Change;
