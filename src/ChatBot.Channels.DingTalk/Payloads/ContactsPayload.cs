using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Channels.DingTalk.Payloads;

/// <summary>Asks for a department's children or people.</summary>
internal sealed record ContactsRequest(
    [property: JsonPropertyName("dept_id")] long Department,
    [property: JsonPropertyName("cursor")] long? Cursor = null,
    [property: JsonPropertyName("size")] int? Size = null);

/// <summary>Reads the address book's answers; samples of the pages show numbers as text and a list as an object.</summary>
internal static class ContactsPayload
{
    /// <summary>Departments of <c>listsub</c>.</summary>
    public static IEnumerable<(long Id, string? Name)> Departments(JsonElement result) =>
        Items(result).Select(d => (Id: Number(d, "dept_id"), Name: Text(d, "name"))).Where(d => d.Id is not null).Select(d => (d.Id!.Value, d.Name));

    /// <summary>People of <c>listsimple</c>.</summary>
    public static IEnumerable<(string UserId, string Name)> People(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("list", out var list)
            ? Items(list).Select(p => (UserId: Text(p, "userid") ?? "", Name: Text(p, "name")?.Trim() ?? "")).Where(p => p.UserId.Length > 0)
            : [];

    /// <summary>Where the next page begins; null after the last.</summary>
    public static long? Next(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("has_more", out var more)
        && (more.ValueKind == JsonValueKind.True || (more.ValueKind == JsonValueKind.String && bool.TryParse(more.GetString(), out var said) && said))
            ? Number(result, "next_cursor")
            : null;

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object),
        JsonValueKind.Object => [list],
        _ => [],
    };

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static long? Number(JsonElement item, string name) =>
        Text(item, name) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
