using System.Globalization;
using System.Reflection;

namespace ChatBot.Kernel.UseCases;

/// <summary>Writes a record as inputs: what <see cref="InputBinder{T}"/> reads back.</summary>
/// <typeparam name="T">The record.</typeparam>
public static class InputWriter<T>
    where T : class
{
    private static readonly (string Slot, PropertyInfo Property)[] Properties =
        [.. InputNames.ParametersOf(typeof(T)).Select(p => (InputNames.SlotOf(p.Name!), typeof(T).GetProperty(p.Name!)!))];

    /// <summary>The values by slot; what is null is left out.</summary>
#pragma warning disable CA1000 // The type argument is what the call is about.
    public static IReadOnlyDictionary<string, string> Write(T record)
#pragma warning restore CA1000
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (slot, property) in Properties)
        {
            if (TextOf(property.GetValue(record)) is { Length: > 0 } text)
            {
                values.Add(slot, text);
            }
        }

        return values;
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "yes" : "no",
        Guid id => id.ToString("N"),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IReadOnlyList<MemberId> members => string.Join(',', members),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
