namespace ChatBot.Kernel.Ledger;

/// <summary>Who did what to what; sealed into the hash chain by a worker. Ids and codes, no reasons, no texts.</summary>
public sealed record Audited(MemberId? Actor, string Action, string Subject, string Detail, DateTimeOffset At) : Change;
