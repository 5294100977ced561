using System.Text.RegularExpressions;
using ChatBot.Conversation.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Wording;

/// <summary>Every sentence that the source names has words, and gets the facts that its words speak of.</summary>
public sealed partial class WordingKeysInSourceTests
{
    private static readonly WordingLibrary Wording = WordingLibrary.Load(ProductFiles.Dialogs);

    [Fact]
    public void Wording_KeysNamedInSource_Exist()
    {
        var missing = Mentions()
            .Where(m => m.IsButton ? !Wording.HasButton(m.Key) : !Wording.Has(m.Key))
            .Select(m => $"{m.Place}: {(m.IsButton ? "button." : "")}{m.Key}");
        Assert.Empty(missing.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Wording_FactsNamedInSource_AreAllThatIsNeeded()
    {
        var lacking =
            from mention in Mentions()
            where mention.Facts is not null
            from key in mention.IsButton ? new[] { $"button.{mention.Key}.label", $"button.{mention.Key}.say" } : [mention.Key]
            from fact in Wording.FactsNeeded(key, mention.Facts!).Except(mention.Facts!)
            select $"{mention.Place}: {key} speaks of '{fact}'";
        Assert.Empty(lacking.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Mentions_OfTheSource_AreFound() => Assert.True(Mentions().Count() > 100);

    private static IEnumerable<Mention> Mentions()
    {
        foreach (var file in ProductNames.SourceFiles())
        {
            var source = File.ReadAllText(file);
            foreach (Match call in PhraseCall().Matches(source))
            {
                var arguments = Arguments(source, call.Index + call.Length);
                var place = $"{Path.GetFileName(file)}:{source.AsSpan(0, call.Index).Count('\n') + 1}";
                var facts = arguments.Skip(1).Select(a => FactName().Match(a)).ToList();
                var names = facts.All(f => f.Success) ? facts.Select(f => f.Groups[1].Value).ToHashSet(StringComparer.Ordinal) : null;
                foreach (Match key in KeyLiteral().Matches(arguments.FirstOrDefault("")))
                {
                    yield return new Mention(key.Groups[1].Value, call.Value.StartsWith("ButtonPhrase", StringComparison.Ordinal), names, place);
                }
            }
        }
    }

    // The arguments of a call, cut at the commas of its own level; strings in this code hold no brackets that do not pair.
    private static List<string> Arguments(string source, int from)
    {
        var arguments = new List<string>();
        var (depth, start) = (0, from);
        for (var i = from; i < source.Length; i++)
        {
            if (source[i] is '(' or '[' or '{')
            {
                depth++;
            }
            else if (source[i] is ')' or ']' or '}' && --depth < 0)
            {
                arguments.Add(source[start..i].Trim());
                return arguments;
            }
            else if (source[i] == ',' && depth == 0)
            {
                arguments.Add(source[start..i].Trim());
                start = i + 1;
            }
        }

        return arguments;
    }

    [GeneratedRegex(@"\b(Phrase|Reply|ButtonPhrase)\.Of\(", RegexOptions.None, 1000)]
    private static partial Regex PhraseCall();

    // A key that ends in a dot is completed at run time and cannot be checked here.
    [GeneratedRegex("(?<!\\$|== )\"([a-z_]+(?:\\.[A-Za-z_0-9]+)+)\"(?!\\s*\\+)", RegexOptions.None, 1000)]
    private static partial Regex KeyLiteral();

    [GeneratedRegex("^\\(\\s*\"(\\w+)\"\\s*,", RegexOptions.None, 1000)]
    private static partial Regex FactName();

    private sealed record Mention(string Key, bool IsButton, HashSet<string>? Facts, string Place);
}
