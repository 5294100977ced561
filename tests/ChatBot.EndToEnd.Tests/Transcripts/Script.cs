using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>What one line of a transcript is.</summary>
internal enum LineKind
{
    /// <summary>Somebody writes to the bot.</summary>
    Says,

    /// <summary>Somebody taps a button.</summary>
    Taps,

    /// <summary>Somebody sends a file or picture.</summary>
    Sends,

    /// <summary>The bot's answer.</summary>
    Answer,

    /// <summary>The bot says nothing.</summary>
    Silence,

    /// <summary>The bot wrote to somebody, or the group, on its own.</summary>
    Push,

    /// <summary>Somebody was never told these words.</summary>
    NeverTold,

    /// <summary>The clock is moved to a day and time.</summary>
    MoveTo,

    /// <summary>Time passes.</summary>
    Wait,

    /// <summary>What the books hold.</summary>
    Books,

    /// <summary>Something done beforehand, whose answer is not looked at.</summary>
    Before,
}

/// <summary>One line.</summary>
/// <param name="Number">Its line in the file, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Who">Who speaks or is written to; 群 for the group.</param>
/// <param name="InGroup">Whether it is said in the group.</param>
/// <param name="Text">The words.</param>
/// <param name="Rows">How many lines of the file it takes.</param>
internal sealed record ScriptLine(int Number, LineKind Kind, string Who, bool InGroup, string Text, int Rows);

/// <summary>One conversation of a transcript file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Number">Line of its heading.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">What is said and checked, in order.</param>
internal sealed record Conversation(string File, int Number, string Title, IReadOnlyList<ScriptLine> Lines);

/// <summary>Reads transcripts; the form is described in the folder's README.</summary>
internal static partial class Script
{
    public const string Bot = "机器人";
    public const string Group = "群";
    private const string Heading = "## ";
    private const string Item = "- ";
    private const string More = "  ";

    /// <summary>The folder in the repository.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>All transcript files.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Folder, "*.md").Where(f => Path.GetFileName(f) != "README.md").Order(StringComparer.Ordinal)];

    /// <summary>The conversations of a file.</summary>
    /// <exception cref="FormatException">A line is none that is known.</exception>
    public static IReadOnlyList<Conversation> Read(string path)
    {
        var conversations = new List<Conversation>();
        var lines = new List<ScriptLine>();
        var rows = File.ReadAllLines(path);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].StartsWith(Heading, StringComparison.Ordinal))
            {
                lines = [];
                conversations.Add(new Conversation(Path.GetFileName(path), i + 1, rows[i][Heading.Length..].Trim(), lines));
            }
            else if (rows[i].StartsWith(Item, StringComparison.Ordinal) && conversations.Count > 0)
            {
                var first = i;
                var text = rows[i][Item.Length..];
                while (i + 1 < rows.Length && (rows[i + 1].StartsWith(More, StringComparison.Ordinal) || IsInnerBlank(rows, i + 1)))
                {
                    text += "\n" + rows[++i].Trim();
                }

                lines.Add(Parse(text, first + 1, i - first + 1)
                    ?? throw new FormatException($"{Path.GetFileName(path)}:{first + 1}: cannot be read: {rows[first]}"));
            }
        }

        return conversations;
    }

    // An empty line inside of what the bot says.
    private static bool IsInnerBlank(string[] rows, int at) =>
        rows[at].Length == 0 && at + 1 < rows.Length && rows[at + 1].StartsWith(More, StringComparison.Ordinal);

    private static ScriptLine? Parse(string text, int number, int rows)
    {
        ScriptLine Line(LineKind kind, string who, string words, bool inGroup = false) => new(number, kind, who, inGroup, words.Trim(), rows);

        if (text.Trim() is "机器人不说话" or "机器人不说话。")
        {
            return Line(LineKind.Silence, Bot, "");
        }

        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (who, act, words) = (match.Groups["who"].Value, match.Groups["act"].Value, match.Groups["words"].Value);
        return (who, act) switch
        {
            ("时间", "") => Line(LineKind.MoveTo, "", words),
            ("过了", "") => Line(LineKind.Wait, "", words),
            ("记录", "") => Line(LineKind.Books, "", words),
            ("会议", "") => Line(LineKind.Before, "周敏", "/开会 " + words),
            (Bot, "") => Line(LineKind.Answer, Bot, words),
            (Bot, ['→', .. var to]) => Line(LineKind.Push, to, words),
            (_, "") => Line(LineKind.Says, who, words),
            (_, "（群）") => Line(LineKind.Says, who, words, inGroup: true),
            (_, "先") => Line(LineKind.Before, who, words),
            (_, "点") => Line(LineKind.Taps, who, words),
            (_, "发文件" or "发图片") => Line(LineKind.Sends, who, words),
            (_, "没收到") => Line(LineKind.NeverTold, who, words),
            _ => null,
        };
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "ChatBot.EndToEnd.Tests", "Transcripts");
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex(
        @"\A(?<who>时间|过了|记录|会议|机器人|[\p{IsCJKUnifiedIdeographs}]{2,3}?)(?<act>→[\p{IsCJKUnifiedIdeographs}]{1,3}|（群）|先|点|发文件|发图片|没收到|)[：:](?<words>.*)\z",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
