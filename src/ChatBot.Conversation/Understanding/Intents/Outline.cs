using ChatBot.Conversation.Understanding.DateTimes;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>
/// A message with its particulars left out: each meeting, time, person and sorted word is one sign. Examples are learned so, and messages
/// compared so: who learned 周六的植树我不去 knows 周五的观影我不去.
/// </summary>
internal static class Outline
{
    private const char Meeting = '\uE001';
    private const char Time = '\uE002';
    private const char Person = '\uE003';

    /// <summary>Signs of sorted words follow each other from here.</summary>
    private const char Word = '\uE010';

    /// <summary>The outline; its length is not that of the message.</summary>
    public static string Of(Message message)
    {
        var text = message.Plain;
        Span<char> signs = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        signs.Clear();
        var first = Word;
        foreach (var sort in message.Sorts)
        {
            if (sort.IsOutlined)
            {
                sort.Mark(text, signs, first);
                first += (char)sort.Groups;
            }
        }

        foreach (var person in People.Other.EnumerateMatches(text))
        {
            signs.Slice(person.Index, person.Length).Fill(Person);
        }

        foreach (var entity in message.Entities)
        {
            if (entity.Type is not (DateTimeType.Duration or DateTimeType.Set))
            {
                signs[entity.Start..Math.Min(entity.End, text.Length)].Fill(Time);
            }
        }

        if (message.ReadMeeting(out var start, out var end) is not null)
        {
            signs[start..end].Fill(Meeting);
        }

        Span<char> outline = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (signs[at] == '\0')
            {
                outline[length++] = text[at];
            }
            else if (at == 0 || signs[at] != signs[at - 1])
            {
                outline[length++] = signs[at];
            }
        }

        return new string(outline[..length]);
    }
}
