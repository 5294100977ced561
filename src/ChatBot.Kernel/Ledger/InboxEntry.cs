namespace ChatBot.Kernel.Ledger;

/// <summary>What the inbox keeps of a turn that changed something, so that a repeat can finish the job.</summary>
/// <param name="Key">See <c>InboundMessage.InboxKey</c>.</param>
/// <param name="SubmissionId">The dialog run submitted, if any.</param>
/// <param name="RepliesJson">The replies in words.</param>
/// <param name="NextState">The dialog state after the turn.</param>
/// <param name="At">When.</param>
public sealed record InboxEntry(string Key, string? SubmissionId, string RepliesJson, string? NextState, DateTimeOffset At);
