using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.MeetingTimes;

namespace ChatBot.Conversation.Sentences;

/// <summary>Sentences, read by the understanding now in force.</summary>
internal sealed class SentenceReader(LiveFiles<Understander> understanding, MeetingTimeReader times) : ISentenceReader
{
    /// <inheritdoc/>
    public SentenceReading Read(string text, DateTime localNow)
    {
        var understood = understanding.Current.Understand(text, localNow);

        // An answer such as "下周三下午三点" has no intent, and then the understanding names no time.
        var when = understood.When ?? times.Read(text, localNow);
        return new SentenceReading(understood.Intent, understood.Confidence, understood.Slots, TimeHintReader.HintOf(when))
        {
            IsTalk = understood is { IsNone: true, IsByRule: true },
        };
    }
}
