namespace ChatBot.Kernel.Turns;

/// <summary>What is remembered of a person between turns.</summary>
/// <param name="DialogState">What <see cref="TurnResult.NextState"/> was after the person's last turn; null at first.</param>
/// <param name="Offer">What the newest message that the bot sent on its own offered by number.</param>
/// <param name="IsLost">Memory is away: there may have been a dialog, nobody knows.</param>
/// <param name="IsRetry">The commit of an earlier try of the same turn did not hold.</param>
public sealed record TurnMemory(string? DialogState = null, Offer? Offer = null, bool IsLost = false, bool IsRetry = false);
