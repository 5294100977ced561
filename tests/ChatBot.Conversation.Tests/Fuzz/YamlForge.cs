namespace ChatBot.Conversation.Tests.Fuzz;

/// <summary>Spoils the product's own files under <c>dialogs/</c>, by line, by word and by character.</summary>
internal sealed class YamlForge
{
    private static readonly string[] Marks =
    [
        ":", ": ", "- ", "{", "}", "[", "]", "|", ">", "|-\n", "&a ", "*a", "!!binary ", "!<tag:x> ", "%YAML 1.1\n", "---\n", "...\n", "#", "'", "\"", "\t", "?", "? ", "<<: ", "~", "null", "\u0000", "\uFEFF", "\uD800", "😀",
        "yes", "0x7FFFFFFF", "1e999", "-1", "99999999999999999999", "(", "(a+)+$", "(?<x>", "\\", "[[[[[[[[", "{a: {a: {a: {a: ", "{?", "{/", "{choices:", "2026-13-45", "25:99", "P0D",
    ];

    private readonly (string Name, string Text)[] _files = [.. Directory
        .EnumerateFiles(ProductFiles.Dialogs, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => (Path.GetRelativePath(ProductFiles.Dialogs, file), File.ReadAllText(file)))];

    /// <summary>A file's name, a line break, and its text, spoilt in up to four places.</summary>
    public string Next(Random random)
    {
        var (name, text) = _files[random.Next(_files.Length)];
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            text = random.Next(3) == 0 ? TextForge.Mutated(random, text) : Spoilt(random, text);
        }

        return name + "\n" + text;
    }

    private static string Spoilt(Random random, string text)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var line = lines[at];
        switch (random.Next(8))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count), line);
                break;
            case 2:
                lines[at] = line.Insert(random.Next(line.Length + 1), Marks[random.Next(Marks.Length)]);
                break;
            case 3:
                lines[at] = new string(' ', random.Next(7)) + line.TrimStart();
                break;
            case 4 when line.Contains(':', StringComparison.Ordinal):
                lines[at] = line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)] + " " + Marks[random.Next(Marks.Length)];
                break;
            case 5:
                lines = [.. lines[..at]];
                break;
            case 6:
                lines.InsertRange(at, Enumerable.Repeat(line, random.Next(2, 300)));
                break;
            default:
                lines[at] = Marks[random.Next(Marks.Length)] + line;
                break;
        }

        return string.Join('\n', lines);
    }
}
