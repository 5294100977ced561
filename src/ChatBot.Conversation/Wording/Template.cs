using System.Text;

namespace ChatBot.Conversation.Wording;

/// <summary>
/// A sentence with holes, compiled once: <c>{name}</c>, <c>{when:moment}</c>, <c>{starts~ends:range}</c>,
/// <c>{?name}…{/name}</c> (only when present), <c>{!name}…{/name}</c> (only when absent); a doubled brace stands for itself.
/// </summary>
internal sealed class Template
{
    private Template(IReadOnlyList<TemplateSegment> segments) => Segments = segments;

    /// <summary>The formats a fact may name.</summary>
    public static IReadOnlySet<string> Formats { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "moment", "day", "time", "relative", "range", "duration", "month", "number", "join", "numbered",
    };

    public IReadOnlyList<TemplateSegment> Segments { get; }

    /// <summary>Compiles a template.</summary>
    /// <exception cref="FormatException">It is malformed; the message says where.</exception>
    public static Template Compile(string text)
    {
        var position = 0;
        var segments = Parse(text, ref position, null);
        return new Template(segments);
    }

    /// <summary>The facts outside of sections, and those inside of sections that the given facts may open.</summary>
    public IEnumerable<string> FactsNeeded(IReadOnlySet<string> given) => Needed(Segments, given);

    private static IEnumerable<string> Needed(IReadOnlyList<TemplateSegment> segments, IReadOnlySet<string> given) => segments.SelectMany(segment => segment switch
    {
        FactSegment { Until: { } until } range => [range.Name, until],
        FactSegment fact => [fact.Name],
        SectionSegment section when section.WhenAbsent || given.Contains(section.Name) => Needed(section.Inside, given),
        _ => [],
    });

    private static List<TemplateSegment> Parse(string text, ref int position, string? section)
    {
        var segments = new List<TemplateSegment>();
        var literal = new StringBuilder();
        while (position < text.Length)
        {
            var c = text[position];
            if (c is '{' or '}' && position + 1 < text.Length && text[position + 1] == c)
            {
                literal.Append(c);
                position += 2;
                continue;
            }

            if (c == '}')
            {
                throw new FormatException($"'}}' without '{{' at character {position + 1}");
            }

            if (c != '{')
            {
                literal.Append(c);
                position++;
                continue;
            }

            var end = text.IndexOf('}', position);
            if (end < 0)
            {
                throw new FormatException($"'{{' without '}}' at character {position + 1}");
            }

            var tag = text[(position + 1)..end].Trim();
            position = end + 1;
            Flush(literal, segments);
            if (tag.StartsWith('/'))
            {
                return tag[1..] == section
                    ? segments
                    : throw new FormatException($"'{{{tag}}}' does not close '{{?{section ?? "…"}}}'");
            }

            segments.Add(tag is ['?' or '!', ..]
                ? new SectionSegment(Checked(tag[1..]), tag[0] == '!', Parse(text, ref position, tag[1..]))
                : ParseFact(tag));
        }

        if (section is not null)
        {
            throw new FormatException($"'{{?{section}}}' is never closed by '{{/{section}}}'");
        }

        Flush(literal, segments);
        return segments;
    }

    private static void Flush(StringBuilder literal, List<TemplateSegment> segments)
    {
        if (literal.Length > 0)
        {
            segments.Add(new LiteralSegment(literal.ToString()));
            literal.Clear();
        }
    }

    private static FactSegment ParseFact(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? tag : tag[..colon];
        var format = colon < 0 ? null : tag[(colon + 1)..];
        if (format is not null && !Formats.Contains(format))
        {
            throw new FormatException($"unknown format '{format}'; known are {string.Join(", ", Formats)}");
        }

        var tilde = name.IndexOf('~', StringComparison.Ordinal);
        if (tilde < 0)
        {
            return new FactSegment(Checked(name), null, format);
        }

        return format == "range"
            ? new FactSegment(Checked(name[..tilde]), Checked(name[(tilde + 1)..]), format)
            : throw new FormatException($"'{{{tag}}}': two facts need the format 'range'");
    }

    private static string Checked(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : throw new FormatException($"'{name}' is not the name of a fact");
}
