using System.Globalization;
using System.Text.Json;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Writes recognised expressions as JSON: text, start, length, type, timex and all values.</summary>
public static class DateTimeJson
{
    /// <summary>Writes an array of entities at the writer's current position.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<DateTimeEntity> entities)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entities);
        writer.WriteStartArray();
        foreach (var entity in entities)
        {
            writer.WriteStartObject();
            writer.WriteString("text", entity.Text);
            writer.WriteNumber("start", entity.Start);
            writer.WriteNumber("length", entity.Length);
            writer.WriteString("type", Name(entity.Type));
            writer.WriteString("timex", entity.Timex);
            writer.WriteStartArray("values");
            foreach (var reading in entity.Readings)
            {
                Write(writer, reading);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, DateTimeReading reading)
    {
        writer.WriteStartObject();
        writer.WriteString("timex", reading.Timex);
        writer.WriteString("type", Name(reading.Type));
        WriteMoment(writer, "start", reading.Start, reading.Type);
        WriteMoment(writer, "end", reading.End, reading.Type);
        WriteMoment(writer, "value", reading.Point, reading.Type);
        if (reading.Duration is { } duration)
        {
            writer.WriteString("value", duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        }

        if (!reading.IsResolved)
        {
            writer.WriteString("value", "not resolved");
        }

        if (reading.Modifier != DateTimeModifier.None)
        {
            writer.WriteString("mod", reading.Modifier switch
            {
                DateTimeModifier.Before => "before",
                DateTimeModifier.After => "after",
                DateTimeModifier.Since => "since",
                DateTimeModifier.Until => "until",
                DateTimeModifier.None => "",
            });
            writer.WriteString("sourceEntity", reading.BoundsRange ? "datetimerange" : "datetimepoint");
        }

        if (reading.IsLunar)
        {
            writer.WriteBoolean("lunar", true);
        }

        writer.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter writer, string name, DateTime? moment, DateTimeType type)
    {
        if (moment is { } value)
        {
            var format = type switch
            {
                DateTimeType.Date or DateTimeType.DateRange => "yyyy-MM-dd",
                DateTimeType.Time or DateTimeType.TimeRange => "HH:mm:ss",
                _ => "yyyy-MM-dd HH:mm:ss",
            };
            writer.WriteString(name, value.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static string Name(DateTimeType type) => type switch
    {
        DateTimeType.Date => "date",
        DateTimeType.Time => "time",
        DateTimeType.DateTime => "datetime",
        DateTimeType.DateRange => "daterange",
        DateTimeType.TimeRange => "timerange",
        DateTimeType.DateTimeRange => "datetimerange",
        DateTimeType.Duration => "duration",
        DateTimeType.Set => "set",
    };
}
