namespace ChatBot.Conversation.Sentences;

/// <summary>Reads the words about time in a message.</summary>
public interface ITimeHintReader
{
    /// <summary>What the text says about time, or null when it says nothing.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="localNow">Now, on the branch's clock.</param>
    TimeHint? Read(string text, DateTime localNow);
}
