using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Numbers;

namespace ChatBot.Conversation.Understanding;

/// <summary>
/// Understanding as a filter: plain lines or JSON lines with <c>input</c> and <c>reference</c> in, one JSON line out for each.
/// Empty lines are passed over. A line that starts with { and is no JSON object is read as plain text.
/// </summary>
public static class UnderstandingConsole
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Understands each line.</summary>
    /// <param name="understander">What understands.</param>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="at">Local time at which lines without an own <c>reference</c> are said.</param>
    /// <param name="explain">Whether each answer says why.</param>
    public static void RunUnderstand(Understander understander, TextReader input, TextWriter output, DateTime at, bool explain)
    {
        ArgumentNullException.ThrowIfNull(understander);
        ForEachLine(input, output, at, (text, reference, writer) => Write(writer, understander.Understand(text, reference, explain), understander.Library));
    }

    /// <summary>Finds dates and times in each line.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="at">Local time at which lines without an own <c>reference</c> are said.</param>
    public static void RunDateTime(TextReader input, TextWriter output, DateTime at) =>
        ForEachLine(input, output, at, static (text, reference, writer) =>
        {
            writer.WritePropertyName("expect");
            DateTimeJson.Write(writer, DateTimeRecognizer.Recognize(text, reference));
        });

    /// <summary>Finds numbers in each line.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the answers go.</param>
    public static void RunNumber(TextReader input, TextWriter output) =>
        ForEachLine(input, output, default, static (text, _, writer) =>
        {
            writer.WritePropertyName("expect");
            NumberJson.Write(writer, NumberRecognizer.Recognize(text));
        });

    private static void Write(Utf8JsonWriter writer, Understood understood, IntentLibrary library)
    {
        var coarse = library.Find(understood.Intent)?.Coarse ?? understood.Intent;
        writer.WriteString("intent", coarse);
        WriteSlots(writer, coarse == understood.Intent ? understood.Slots : SlotValues.Empty);
        writer.WriteNumber("confidence", Math.Round(understood.Confidence, 2));
        if (coarse != understood.Intent)
        {
            // What the bot itself makes of it, where that is more than the corpus has names for.
            writer.WriteStartObject("finer");
            writer.WriteString("intent", understood.Intent);
            WriteSlots(writer, understood.Slots);
            writer.WriteEndObject();
        }

        if (understood.Explanation is { } explanation)
        {
            writer.WriteStartArray("explanation");
            foreach (var line in explanation)
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteSlots(Utf8JsonWriter writer, SlotValues slots)
    {
        writer.WriteStartObject("slots");
        foreach (var (name, value) in slots)
        {
            if (name == SlotNames.Quantity)
            {
                writer.WriteNumber(name, slots.Quantity!.Value);
            }
            else
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void ForEachLine(TextReader input, TextWriter output, DateTime at, Action<string, DateTime, Utf8JsonWriter> answer)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var buffer = new ArrayBufferWriter<byte>();
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (text, reference) = ReadLine(line, at);
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            {
                writer.WriteStartObject();
                writer.WriteString("input", text);
                answer(text, reference, writer);
                writer.WriteEndObject();
            }

            output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }

        output.Flush();
    }

    private static (string Text, DateTime Reference) ReadLine(string line, DateTime at)
    {
        if (line.TrimStart().StartsWith('{'))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String)
                {
                    var reference = root.TryGetProperty("reference", out var said) && said.ValueKind == JsonValueKind.String
                        && DateTime.TryParse(said.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                        ? parsed
                        : at;
                    return (input.GetString()!, reference);
                }
            }
            catch (JsonException)
            {
                // Not JSON after all: a sentence may begin with a brace.
            }
        }

        return (line, at);
    }
}
