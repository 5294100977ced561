using System.Globalization;
using System.Text.Json.Serialization;
using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Forms;

/// <summary>One filling-in of a form.</summary>
internal sealed class FormRun
{
    private const string DaySuffix = "~day";
    private const string FilesSuffix = "~files";

    [JsonPropertyName("n")]
    public required string Form { get; init; }

    /// <summary>Id of this run: a second submission of it changes nothing.</summary>
    [JsonPropertyName("r")]
    public required string Id { get; init; }

    /// <summary>The answers, by slot.</summary>
    [JsonIgnore]
    public Dictionary<string, SlotValue> Slots { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Days that wait for their time, by the slot of the moment.</summary>
    [JsonIgnore]
    public Dictionary<string, DateOnly> Days { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes on files that wait for the words they belong to, by the slot of the words.</summary>
    [JsonIgnore]
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What the form asks now; null before its first question.</summary>
    [JsonPropertyName("q")]
    public Question? Asked { get; set; }

    /// <summary>How often the answer to it was not understood.</summary>
    [JsonPropertyName("x")]
    public int Attempts { get; set; }

    /// <summary>Last touch, in seconds since 1970.</summary>
    [JsonPropertyName("t")]
    public long TouchedAt { get; set; }

    /// <summary>Whether the bot had to ask something.</summary>
    [JsonPropertyName("d")]
    public bool HasAsked { get; set; }

    /// <summary>Optional slots that the person left out.</summary>
    [JsonPropertyName("o")]
    public List<string>? Skipped { get; set; }

    /// <summary>
    /// Answers, days and notes as they are stored: in one table, days and notes under the slot's name with a suffix. Replicas
    /// of an earlier version read and write the same table.
    /// </summary>
    [JsonPropertyName("s")]
    public Dictionary<string, SlotValue> Stored
    {
        get => Stores();
        set => Restore(value);
    }

    /// <summary>Whether nothing at all was given so far.</summary>
    [JsonIgnore]
    public bool IsEmpty => Slots.Count == 0 && Days.Count == 0 && Files.Count == 0;

    /// <summary>The slot that is asked for; null when none is, or when the form has lost it.</summary>
    public SlotDefinition? AskedSlot(FormDefinition form) => Asked?.Slot is { } slot ? form.Slot(slot) : null;

    /// <summary>Whether the slot matters, with what is filled so far.</summary>
    public bool Needs(SlotDefinition slot) =>
        slot.When is not { } condition
        || (Slots.TryGetValue(condition.Slot, out var value) && string.Equals(value.Value, condition.Value, StringComparison.OrdinalIgnoreCase)) == condition.Is;

    /// <summary>The filled slots as a person reads them.</summary>
    public Dictionary<string, string> InWords() => Slots.ToDictionary(s => s.Key, s => s.Value.Words, StringComparer.Ordinal);

    /// <summary>The filled slots as inputs of a use case.</summary>
    public Inputs AsInputs() => new(Slots.ToDictionary(s => s.Key, s => s.Value.Value, StringComparer.Ordinal));

    private Dictionary<string, SlotValue> Stores()
    {
        var all = new Dictionary<string, SlotValue>(Slots, StringComparer.Ordinal);
        foreach (var (slot, day) in Days)
        {
            all[slot + DaySuffix] = new SlotValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "");
        }

        foreach (var (slot, note) in Files)
        {
            all[slot + FilesSuffix] = new SlotValue(note, "");
        }

        return all;
    }

    private void Restore(Dictionary<string, SlotValue> stored)
    {
        foreach (var (key, value) in stored)
        {
            if (key.EndsWith(FilesSuffix, StringComparison.Ordinal))
            {
                Files[key[..^FilesSuffix.Length]] = value.Value;
            }
            else if (!key.EndsWith(DaySuffix, StringComparison.Ordinal))
            {
                Slots[key] = value;
            }
            else if (DateOnly.TryParseExact(value.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                Days[key[..^DaySuffix.Length]] = day;
            }
        }
    }
}
