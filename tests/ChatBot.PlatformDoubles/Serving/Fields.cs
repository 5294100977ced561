using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>Reading JSON fields, and counting text as the platforms do: in UTF-8 bytes.</summary>
internal static class Fields
{
    public static string Text(this JsonElement of, string name) =>
        of.TryField(name, JsonValueKind.String, out var value) ? value.GetString()! : "";

    public static bool Has(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public static JsonElement? Object(this JsonElement of, string name) =>
        of.TryField(name, JsonValueKind.Object, out var value) ? value : null;

    /// <summary>The elements of a list; null when the field is no list.</summary>
    public static IReadOnlyList<JsonElement>? List(this JsonElement of, string name) =>
        of.TryField(name, JsonValueKind.Array, out var value) ? [.. value.EnumerateArray()] : null;

    /// <summary>The strings of a list; null when the field is no list of strings only.</summary>
    public static IReadOnlyList<string>? Strings(this JsonElement of, string name) =>
        of.List(name) is { } list && list.All(e => e.ValueKind == JsonValueKind.String) ? [.. list.Select(e => e.GetString()!)] : null;

    /// <summary>A JSON number that is an integer; a number written as a string is not one.</summary>
    public static long? Integer(this JsonElement of, string name) =>
        of.TryField(name, JsonValueKind.Number, out var value) && value.TryGetInt64(out var number) ? number : null;

    public static bool IsTrue(this JsonElement of, string name) =>
        of.TryField(name, JsonValueKind.True, out _);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The longest beginning of at most so many UTF-8 bytes that splits no character.</summary>
    public static string CutToBytes(string text, int bytes, ref bool cut)
    {
        if (Bytes(text) <= bytes)
        {
            return text;
        }

        cut = true;
        var used = 0;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>The lines that have something in them, one below the other.</summary>
    public static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));

    /// <summary>Whether it is an absolute http or https address.</summary>
    public static bool IsWebAddress(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    private static bool TryField(this JsonElement of, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out value) && value.ValueKind == kind;
    }
}
