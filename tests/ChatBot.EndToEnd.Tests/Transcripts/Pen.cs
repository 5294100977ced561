namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>Writes into a transcript what the bot said.</summary>
internal sealed class Pen(string path)
{
    // By line of the file: first what is put behind the line before, then what stands instead of the line.
    private readonly SortedDictionary<(int Number, bool Replaces), (int Rows, string[] Text)> _changes = [];

    /// <summary>Takes what the bot said.</summary>
    /// <param name="line">The line that speaks of it, or the one it answers.</param>
    /// <param name="replaces">Whether it stands instead of the line; else behind it.</param>
    /// <param name="said">The words.</param>
    public void Write(ScriptLine line, bool replaces, string said)
    {
        string[] text = said.Length == 0
            ? ["- 机器人不说话。"]
            : [.. $"- 机器人{(line.Kind == LineKind.Push ? "→" + line.Who : "")}：{said}".Split('\n').Select((row, i) => i == 0 ? row : "  " + row)];
        _changes[(replaces ? line.Number : line.Number + line.Rows, replaces)] = (replaces ? line.Rows : 0, text);
    }

    /// <summary>Rewrites the file.</summary>
    public void Save()
    {
        var rows = File.ReadAllLines(path).ToList();
        foreach (var ((number, _), (old, text)) in _changes.Reverse())
        {
            rows.RemoveRange(number - 1, old);
            rows.InsertRange(number - 1, text);
        }

        File.WriteAllLines(path, rows);
    }
}
