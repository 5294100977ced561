using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChatBot.Kernel;

/// <summary>
/// JSON for the stores, which no browser reads: Chinese stays as it is instead of six characters for each, so that a
/// turn carries less to Redis and Postgres.
/// </summary>
public static class CompactJson
{
    private const int Usual = 2 * 1024;
    private const int MostKept = 64 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // A thread writes one document at a time.
    [ThreadStatic]
    private static Sheet? _sheet;

    /// <summary>The value as text.</summary>
    /// <exception cref="NotSupportedException">The type cannot be written.</exception>
    public static string Write<T>(T value, JsonTypeInfo<T> type)
    {
        var sheet = _sheet ?? new Sheet();
        _sheet = null;
        JsonSerializer.Serialize(sheet.Writer, value, type);
        sheet.Writer.Flush();
        var text = Encoding.UTF8.GetString(sheet.Buffer.WrittenSpan);
        if (sheet.Buffer.Capacity <= MostKept)
        {
            sheet.Buffer.ResetWrittenCount();
            sheet.Writer.Reset();
            _sheet = sheet;
        }

        return text;
    }

    private sealed class Sheet
    {
        public Sheet() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(Usual);

        public Utf8JsonWriter Writer { get; }
    }
}
