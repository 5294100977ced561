namespace ChatBot.Conversation.Sentences;

/// <summary>A part of the day.</summary>
public enum DayPart
{
    Morning,
    Noon,
    Afternoon,
    Evening,
}
