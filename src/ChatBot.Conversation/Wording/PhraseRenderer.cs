using System.Collections;
using System.Globalization;
using System.Text;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Wording;

/// <summary>Fills the holes of templates for one branch at one moment.</summary>
internal readonly ref struct PhraseRenderer(WordingLibrary library, BranchCalendar calendar, DateTimeOffset now)
{
    public string Render(string key, IReadOnlyDictionary<string, object?> facts)
    {
        var words = new StringBuilder();
        Append(words, key, library.TemplateFor(key, now).Segments, facts);
        return words.ToString();
    }

    private void Append(StringBuilder words, string key, IReadOnlyList<TemplateSegment> segments, IReadOnlyDictionary<string, object?> facts)
    {
        foreach (var segment in segments)
        {
            switch (segment)
            {
                case LiteralSegment literal:
                    words.Append(literal.Text);
                    break;
                case SectionSegment section:
                    if (IsPresent(facts, section.Name) != section.WhenAbsent)
                    {
                        Append(words, key, section.Inside, facts);
                    }

                    break;
                case FactSegment fact:
                    AppendFact(words, key, fact, facts);
                    break;
            }
        }
    }

    private static bool IsPresent(IReadOnlyDictionary<string, object?> facts, string name) =>
        facts.TryGetValue(name, out var value) && value switch
        {
            null or false or "" => false,
            string => true,
            ICollection list => list.Count > 0,
            IEnumerable items => items.Cast<object?>().Any(),
            _ => true,
        };

    private void AppendFact(StringBuilder words, string key, FactSegment fact, IReadOnlyDictionary<string, object?> facts)
    {
        if (!facts.TryGetValue(fact.Name, out var value))
        {
            library.OnMissingFact(key, fact.Name);
            return;
        }

        if (fact.Until is { } untilName)
        {
            facts.TryGetValue(untilName, out var until);
            words.Append((value, until) switch
            {
                (DateTimeOffset from, DateTimeOffset to) => MomentWords.Range(from, to, calendar, now),
                _ => Words(value, "moment"),
            });
            return;
        }

        words.Append(Words(value, fact.Format));
    }

    private string Words(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        Phrase phrase => Render(phrase.Key, phrase.Facts),
        DateTimeOffset at => Words(at, format),
        DateOnly day => format switch
        {
            "relative" => MomentWords.Relative(day, calendar.Day(now)),
            "month" => MomentWords.Month(day.Year, day.Month, calendar.Day(now)),
            _ => MomentWords.Day(day, calendar.Day(now)),
        },
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        TimeSpan duration => Counts.Duration(duration),
        IWordedFact fact => Words(fact.Value, format ?? fact.Format),
        ValueTuple<DateTimeOffset, DateTimeOffset> range => MomentWords.Range(range.Item1, range.Item2, calendar, now),
        bool flag => library.Word(flag ? "word.yes" : "word.no", now),
        Enum member => EnumWords(member),
        IEnumerable items => Lines(items, format),
        _ => Counts.Number(value),
    };

    private string Words(DateTimeOffset at, string? format) => format switch
    {
        "day" => MomentWords.Day(calendar.Day(at), calendar.Day(now)),
        "time" => MomentWords.Time(at, calendar),
        "relative" => MomentWords.Relative(at, calendar, now),
        "month" => MomentWords.Month(calendar.Day(at).Year, calendar.Day(at).Month, calendar.Day(now)),
        _ => MomentWords.Moment(at, calendar, now),
    };

    private string EnumWords(Enum member)
    {
        var type = member.GetType();
        if (!type.IsDefined(typeof(FlagsAttribute), false) || Enum.IsDefined(type, member))
        {
            return library.Word($"enum.{type.Name}.{member}", now);
        }

        var words = new List<string>();
        foreach (Enum single in Enum.GetValues(type))
        {
            if (Convert.ToInt64(single, CultureInfo.InvariantCulture) != 0 && member.HasFlag(single))
            {
                words.Add(library.Word($"enum.{type.Name}.{single}", now));
            }
        }

        return string.Join('、', words);
    }

    private string Lines(IEnumerable items, string? format)
    {
        var words = new List<string>();
        foreach (var item in items)
        {
            words.Add(Words(item, format is "join" or "numbered" ? null : format));
        }

        return format switch
        {
            "join" => string.Join('、', words),
            "numbered" => string.Join('\n', words.Select((w, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {w}"))),
            _ => string.Join('\n', words),
        };
    }
}
