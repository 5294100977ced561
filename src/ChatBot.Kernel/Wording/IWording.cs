using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Wording;

/// <summary>Puts phrases into the words of the files <c>wording.yaml</c>.</summary>
public interface IWording
{
    /// <summary>The words of a phrase, times in the branch's calendar, seen from <paramref name="now"/>.</summary>
    /// <exception cref="KeyNotFoundException">The wording has no such key (a test holds that all keys exist).</exception>
    string Render(Phrase phrase, BranchCalendar calendar, DateTimeOffset now);

    /// <summary>A whole message: text, title, buttons and the line to type instead of tapping.</summary>
    OutboundMessage Render(Reply reply, BranchCalendar calendar, DateTimeOffset now);
}
