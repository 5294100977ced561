using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <summary>A time expression that fills a whole text.</summary>
/// <param name="Day">The day, when one is named.</param>
/// <param name="Start">The time of day, when one is named.</param>
/// <param name="End">The end of a range on that day, when one is named.</param>
public readonly record struct SpokenTime(DateOnly? Day, TimeOnly? Start, TimeOnly? End);

/// <summary>Reads Chinese times.</summary>
public interface ITimeWords
{
    /// <summary>
    /// Reads a text that is a time expression and nothing else, as somebody means it who plans ahead: a weekday or a day
    /// without year is the coming one.
    /// </summary>
    bool TryRead(string text, TurnScope scope, out SpokenTime time);
}
