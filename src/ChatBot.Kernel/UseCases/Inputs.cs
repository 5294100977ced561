using System.Globalization;

namespace ChatBot.Kernel.UseCases;

/// <summary>Inputs of a use case by slot name, in canonical text form (ids as 32 hex digits, days as yyyy-MM-dd,
/// instants as ISO 8601, numbers invariant), so that a half-filled form can wait in Redis.</summary>
public sealed class Inputs(IReadOnlyDictionary<string, string> values)
{
    public static Inputs None { get; } = new(new Dictionary<string, string>());

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>The text under a name, or null when absent or blank.</summary>
    public string? Text(string name) => Values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The same inputs with one more, or with another value for it.</summary>
    public Inputs With(string name, string value) => new(new Dictionary<string, string>(Values, StringComparer.Ordinal) { [name] = value });

    /// <summary>A whole number, or null.</summary>
    public int? Int(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>A decimal number, or null.</summary>
    public decimal? Decimal(string name) => decimal.TryParse(Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>An id, or null.</summary>
    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    /// <summary>A member id, or null.</summary>
    public MemberId? Member(string name = "member") => Id(name) is { } id ? new MemberId(id) : null;

    /// <summary>Several member ids, separated by commas; what is no id is left out.</summary>
    public IReadOnlyList<MemberId> Members(string name) =>
        [.. (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(t => Guid.TryParse(t, out var id) ? new MemberId(id) : (MemberId?)null)
            .OfType<MemberId>().Distinct()];

    /// <summary>A local day, or null.</summary>
    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;

    /// <summary>An instant, or null.</summary>
    public DateTimeOffset? Instant(string name) => DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var i) ? i.ToUniversalTime() : null;

    /// <summary>An enum member by its English name, ignoring case, or null.</summary>
    public T? Enum<T>(string name)
        where T : struct, Enum => System.Enum.TryParse<T>(Text(name), true, out var v) && System.Enum.IsDefined(v) ? v : null;

    /// <summary>yes/true or no/false, or null.</summary>
    public bool? Flag(string name) => Text(name) switch { "yes" or "true" => true, "no" or "false" => false, _ => null };
}
