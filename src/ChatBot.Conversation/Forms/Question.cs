using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Conversation.Forms;

/// <summary>What a running form asks at the moment: the answer of one slot, a yes to the card, or which answer to change.</summary>
[JsonConverter(typeof(Json))]
internal sealed record Question
{
    private Question(string text, string? slot)
    {
        Text = text;
        Slot = slot;
    }

    /// <summary>Whether the answers on the card are right. No slot's name begins with an exclamation mark.</summary>
    public static Question Confirm { get; } = new("!confirm", null);

    /// <summary>Which of the answers is to be changed.</summary>
    public static Question Which { get; } = new("!which", null);

    /// <summary>How it is stored, in a dialog's state and in outbox rows: the slot's name or a reserved word.</summary>
    public string Text { get; }

    /// <summary>The slot that is asked for; null when none is.</summary>
    public string? Slot { get; }

    /// <summary>The question of a slot.</summary>
    public static Question Of(string slot) => new(slot, slot);

    /// <summary>Reads <see cref="Text"/> back.</summary>
    public static Question Read(string text) =>
        text == Confirm.Text ? Confirm : text == Which.Text ? Which : Of(text);

    internal sealed class Json : JsonConverter<Question>
    {
        public override Question? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? Question.Read(text) : null;

        public override void Write(Utf8JsonWriter writer, Question value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
