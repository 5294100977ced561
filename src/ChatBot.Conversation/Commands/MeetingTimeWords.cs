using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <summary>Times of commands, read by the understanding of meeting times.</summary>
public sealed class MeetingTimeWords(MeetingTimeReader reader) : ITimeWords
{
    /// <inheritdoc/>
    public bool TryRead(string text, TurnScope scope, out SpokenTime time)
    {
        time = default;
        // A bare number is a handle or a count in a command, whatever a sentence may mean by it.
        if (text.Length == 0 || PlainText.Of(text).All(c => char.IsAsciiDigit(c)))
        {
            return false;
        }

        var now = scope.Branch.Calendar.Local(scope.Now).DateTime;
        if (reader.Read(text, now, TimeDirection.Future) is not { DateEnd: null, Month: null, Part: null } read
            || !IsBlank(text.AsSpan(0, read.Start)) || !IsBlank(text.AsSpan(read.End)))
        {
            return false;
        }

        time = new SpokenTime(read.Date, read.Time, read.TimeEnd);
        return time is not { Day: null, Start: null };
    }

    private static bool IsBlank(ReadOnlySpan<char> text) => text.Trim().Trim('\u3000').IsEmpty;
}
