namespace ChatBot.Kernel.Ledger;

/// <summary>What the inbox keeps of a turn that changed something, so that a repeat can finish the job.</summary>
/// <param name="Key">See <c>InboundMessage.InboxKey</c>.</param>
/// <param name="SubmissionId">The dialog run submitted, if any.</param>
/// <param name="RepliesJson">The replies in words.</param>
/// <param name="NextState">The dialog state after the turn.</param>
/// <param name="At">When.</param>
public sealed record InboxEntry(string Key, string? SubmissionId, string RepliesJson, string? NextState, DateTimeOffset At)
{
    /// <summary>How long a handled message is known; platforms repeat within a day.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>
    /// A message that was sent longer ago is left alone: whether it was handled may be forgotten already. The day between is
    /// for clocks that differ.
    /// </summary>
    public static readonly TimeSpan MostAge = KeptFor - TimeSpan.FromDays(1);
}
