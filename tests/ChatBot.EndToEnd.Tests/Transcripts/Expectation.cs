using System.Text;
using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>
/// Compares what the bot said with what a transcript says. <c>«…»</c> stands for anything; <c>«名»</c> for something that is
/// the same everywhere in the conversation, such as a number that the bot made up.
/// </summary>
internal sealed partial class Expectation
{
    public const string Any = "…";
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The words with every name that is known replaced by what it stands for.</summary>
    public string Fill(string words) => Name().Replace(words, m => _known.GetValueOrDefault(m.Groups[1].Value, m.Value));

    /// <summary>Whether the seen words are the expected ones; new names are learned from them.</summary>
    public bool Fits(string expected, string seen)
    {
        var pattern = new StringBuilder(@"\A");
        var at = 0;
        expected = Tidy(expected);
        var learned = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Name().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[at..match.Index]));
            var name = match.Groups[1].Value;
            pattern.Append(name == Any ? ".*?"
                : _known.TryGetValue(name, out var value) ? Regex.Escape(value)
                : learned.Add(name) ? $"(?<{name}>[#0-9A-Za-z]+)"
                : $@"\k<{name}>");
            at = match.Index + match.Length;
        }

        pattern.Append(Regex.Escape(expected[at..])).Append(@"\z");
        var found = Regex.Match(Tidy(seen), pattern.ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        foreach (var name in found.Success ? learned : [])
        {
            _known[name] = found.Groups[name].Value;
        }

        return found.Success;
    }

    /// <summary>The words as a transcript would write them: what the bot made up replaced by names.</summary>
    public string Write(string seen)
    {
        var text = Tidy(seen);
        foreach (Match made in MadeUp().Matches(text))
        {
            var (kind, value) = made.Groups["code"].Success ? ("签到码", made.Groups["code"].Value) : ("编号", made.Value);
            if (!_known.ContainsValue(value))
            {
                var count = _known.Keys.Count(k => k.StartsWith(kind, StringComparison.Ordinal));
                _known[count == 0 ? kind : $"{kind}{count + 1}"] = value;
            }
        }

        foreach (var (name, value) in _known)
        {
            text = text.Replace(value, $"«{name}»", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Without the mention of the asker and without empty lines.</summary>
    public static string Tidy(string words) =>
        string.Join('\n', Mention().Replace(words, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("«([^»]+)»")]
    private static partial Regex Name();

    [GeneratedRegex("#[0-9a-f]{6}|签到码：(?<code>[0-9]{4})")]
    private static partial Regex MadeUp();

    [GeneratedRegex("^@ding[0-9]+ ", RegexOptions.Multiline)]
    private static partial Regex Mention();
}
