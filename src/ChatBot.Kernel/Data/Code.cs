using System.Collections.Frozen;
using System.Text.Json;

namespace ChatBot.Kernel.Data;

/// <summary>Enum members as the snake_case words that the tables hold.</summary>
public static class Code
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Words[value];

    /// <summary>The value of a word.</summary>
    /// <exception cref="KeyNotFoundException">It is no word of the enum.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum => Table<T>.Values[word];

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        public static readonly FrozenDictionary<string, T> Values =
            Words.ToFrozenDictionary(w => w.Value, w => w.Key, StringComparer.Ordinal);
    }
}
