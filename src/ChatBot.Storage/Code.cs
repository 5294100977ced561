using System.Collections.Frozen;
using System.Text.Json;

namespace ChatBot.Storage;

/// <summary>Enum members as the snake_case words that the tables hold.</summary>
internal static class Code<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words =
        Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    private static readonly FrozenDictionary<string, T> Values =
        Words.ToFrozenDictionary(w => w.Value, w => w.Key, StringComparer.Ordinal);

    public static string Of(T value) => Words[value];

    public static T Parse(string word) => Values[word];
}
