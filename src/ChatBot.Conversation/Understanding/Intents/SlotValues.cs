using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ChatBot.Conversation.Understanding;

/// <summary>Slots by name, in the order in which they are reported. Values are text in invariant form (<c>2026-03-05</c>, <c>1.5</c>).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The field says slot values.")]
public sealed class SlotValues : IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    /// <summary>No slots.</summary>
    public static SlotValues Empty { get; } = new();

    public int Count => _values.Count;

    public IEnumerable<string> Keys => _values.Select(static pair => pair.Key);

    public IEnumerable<string> Values => _values.Select(static pair => pair.Value);

    public DateOnly? Date => Get(SlotNames.Date) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Last day, included; the same as <see cref="Date"/> for a single day.</summary>
    public DateOnly? DateEnd => Get(SlotNames.DateEnd) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : Date;

    public TimeOnly? Time => Get(SlotNames.Time) is { } text ? TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture) : null;

    public decimal? Quantity => Get(SlotNames.Quantity) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public string this[string key] => Get(key) ?? throw new KeyNotFoundException($"There is no slot '{key}'.");

    /// <summary>The value, or null.</summary>
    public string? Get(string key)
    {
        foreach (var (name, value) in _values)
        {
            if (name == key)
            {
                return value;
            }
        }

        return null;
    }

    public bool ContainsKey(string key) => Get(key) is not null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = Get(key);
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(string name, string? value)
    {
        if (value is not null)
        {
            _values.Add(new(name, value));
        }
    }
}
