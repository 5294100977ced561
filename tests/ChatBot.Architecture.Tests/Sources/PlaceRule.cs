using System.Text.RegularExpressions;

namespace ChatBot.Architecture.Tests.Sources;

/// <summary>The rule that words of one sort stand only at the places that are there for them.</summary>
/// <param name="Sort">Tells the words.</param>
/// <param name="Places">The places and why: a folder ends in a slash, anything else is a file, or with a star in front what its path ends in.</param>
internal sealed record PlaceRule(Func<SourceToken, bool> Sort, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Words of text that the expression matches.</summary>
    public static Func<SourceToken, bool> Text(Regex sort) => token => token.IsText && sort.IsMatch(token.Text);

    /// <summary>Words of any kind, names as well, that the expression matches.</summary>
    public static Func<SourceToken, bool> Any(Regex sort) => token => sort.IsMatch(token.Text);

    /// <summary>What is wrong; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(IReadOnlyList<SourceToken> tokens)
    {
        var found = tokens.Where(Sort).ToList();
        return
        [
            .. found.Where(token => !Places.Keys.Any(place => IsAt(token.File, place))).Select(token => token.ToString()),
            .. Places.Keys.Where(place => !found.Any(token => IsAt(token.File, place))).Select(place => $"{place} holds none: take it off the list"),
        ];
    }

    private static bool IsAt(string file, string place) => place switch
    {
        ['*', ..] => file.EndsWith(place[1..], StringComparison.Ordinal),
        [.., '/'] => file.StartsWith(place, StringComparison.Ordinal),
        _ => file == place,
    };
}
