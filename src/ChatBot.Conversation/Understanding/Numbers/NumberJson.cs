using System.Globalization;
using System.Text.Json;

namespace ChatBot.Conversation.Understanding.Numbers;

/// <summary>Writes recognised numbers as JSON: text, start, length, type, value, and for ordinals offset and what it counts from.</summary>
public static class NumberJson
{
    /// <summary>Writes an array of entities at the writer's current position.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<NumberEntity> entities)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entities);
        writer.WriteStartArray();
        foreach (var entity in entities)
        {
            var value = entity.Value.ToString("0.##########", CultureInfo.InvariantCulture);
            writer.WriteStartObject();
            writer.WriteString("text", entity.Text);
            writer.WriteNumber("start", entity.Start);
            writer.WriteNumber("length", entity.Length);
            writer.WriteString("type", entity.IsOrdinal ? "ordinal" : "cardinal");
            writer.WriteString("value", value);
            if (entity.IsOrdinal)
            {
                writer.WriteString("offset", value);
                writer.WriteString("relativeTo", "start");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
