using ChatBot.Conversation.DataFiles;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Wording;

/// <summary>The wording in force right now.</summary>
internal sealed class LiveWording(LiveFiles<WordingLibrary> files) : IWording, IWordingKeys
{
    /// <inheritdoc/>
    public bool Has(string key) => files.Current.Has(key);

    /// <inheritdoc/>
    public string Render(Phrase phrase, BranchCalendar calendar, DateTimeOffset now) => files.Current.Render(phrase, calendar, now);

    /// <inheritdoc/>
    public OutboundMessage Render(Reply reply, BranchCalendar calendar, DateTimeOffset now) => files.Current.Render(reply, calendar, now);
}
