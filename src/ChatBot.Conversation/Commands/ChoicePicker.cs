using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <summary>Finds what a word means among choices: by handle, name, day, or the number in the last list.</summary>
internal static class ChoicePicker
{
    /// <summary>The choices that the word can mean, by the surest way that finds any.</summary>
    public static IReadOnlyList<Choice> Pick(string text, IReadOnlyList<Choice> choices, Func<string, DateOnly?> dayOf, Func<DateTimeOffset, DateOnly> local)
    {
        var plain = PlainText.Of(text);
        var handle = plain.StartsWith('第') ? plain[1..] : plain;
        handle = handle.TrimEnd('号', '场', '次', '个');
        return FirstFound(
            choices,
            c => c.Handle == plain || c.Handle == "#" + plain || "#" + c.Handle == plain || c.Value == plain || c.Handle == handle,
            c => c.Names.Any(n => PlainText.Of(n) == plain),
            c => plain.Length >= 2 && c.Names.Any(n => PlainText.Of(n).Contains(plain, StringComparison.Ordinal)),
            c => c.At is { } at && dayOf(text) == local(at),
            c => c.At is { } at && c.Names.Any(n => n.Length >= 2 && EndsWithName(plain, PlainText.Of(n), out var rest) && dayOf(rest) == local(at)));
    }

    private static bool EndsWithName(string text, string name, out string rest)
    {
        var fits = text.Length > name.Length && text.EndsWith(name, StringComparison.Ordinal);
        rest = fits ? text[..^name.Length].TrimEnd('的') : "";
        return fits;
    }

    private static List<Choice> FirstFound(IReadOnlyList<Choice> choices, params ReadOnlySpan<Func<Choice, bool>> ways)
    {
        foreach (var way in ways)
        {
            var found = choices.Where(way).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }
}
