namespace ChatBot.Conversation.Sentences;

/// <summary>Reads sentences: the seam to understanding.</summary>
public interface ISentenceReader
{
    /// <summary>What the sentence means.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="localNow">Now, on the branch's clock.</param>
    SentenceReading Read(string text, DateTime localNow);
}
