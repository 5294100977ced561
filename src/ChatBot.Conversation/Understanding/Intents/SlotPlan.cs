namespace ChatBot.Conversation.Understanding;

/// <summary>What is read from a message besides its intent.</summary>
public sealed record SlotPlan
{
    /// <summary>Nothing is read.</summary>
    public static SlotPlan Empty { get; } = new();

    /// <summary>
    /// The slots in the order in which they are reported: <c>meeting</c>, <c>when</c> (day, month, time), <c>quantity</c> (with its unit),
    /// <c>choice</c>, the name of a sort, or the name of a sign whose pattern has a group of that name.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether the times named lie in the past.</summary>
    public bool IsPast { get; init; }

    /// <summary>Words behind a time that make it another one than the one meant: 昨天报的 tells when one signed up, not for when.</summary>
    public IReadOnlyList<string> TimesNotBefore { get; init; } = [];

    /// <summary>Verbs that take 上 to themselves, so that the week after it is the coming one: 报上周六的.</summary>
    public IReadOnlyList<string> VerbsWithUp { get; init; } = [];
}
