namespace ChatBot.Capabilities.Study;

/// <summary>What may not be posted (C-25).</summary>
public static class PostingRules
{
    /// <summary>
    /// The first secrecy mark of <paramref name="marks"/> found in a text, or null. Spaces inside a line do not hide a
    /// mark: the headers of documents are set with wide ones between the characters.
    /// </summary>
    public static string? FindMark(IEnumerable<string> marks, params string?[] texts)
    {
        var closed = texts.OfType<string>().Select(WithoutSpaces).ToList();
        return marks.FirstOrDefault(mark => closed.Exists(text => text.Contains(mark, StringComparison.Ordinal)));
    }

    private static string WithoutSpaces(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) || c is '\n' or '\r'));
}
