using System.Text;
using System.Text.Json.Serialization;

namespace ChatBot.Kernel.Channels;

/// <summary>A button: a short way to say something.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Say">What a tap says, word for word as if typed; so every card works on routes without buttons too.</param>
public sealed record Button(string Label, string Say);

/// <summary>One of several things to pick from, sent at once: a menu or a vote on a card.</summary>
/// <param name="Title">What is asked, short.</param>
/// <param name="Options">What can be picked; a pick says what its option says.</param>
public sealed record Picker(string Title, IReadOnlyList<Button> Options);

/// <summary>An address that a message leads to.</summary>
/// <param name="Title">What is there.</param>
/// <param name="Address">Where, http or https.</param>
/// <param name="Picture">A picture beside it; null for none.</param>
public sealed record MessageLink(string Title, Uri Address, Uri? Picture = null);

/// <summary>Something the bot says, already in words.</summary>
public sealed record OutboundMessage
{
    /// <summary>
    /// What the message speaks of, when it is a card whose copies are kept up to date: a key of
    /// <see cref="CardKey"/>, for example <c>leave-6f…</c>. A reply with the key of the tapped card is that card's new state.
    /// </summary>
    public string? Card { get; init; }

    /// <summary>What can be picked beside the buttons; the text lists the same, so routes without menus lose nothing.</summary>
    public Picker? Picker { get; init; }

    /// <summary>
    /// Whether the buttons answer a question of the moment: once one is tapped the others mean nothing any more, so a card
    /// may put the answer into their place.
    /// </summary>
    public bool AsksOnce { get; init; }

    /// <summary>Whether everybody in the group is to be mentioned, where the route can.</summary>
    public bool MentionsAll { get; init; }

    /// <summary>Short headline for cards and conversation lists; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The words; plain text with line breaks.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<Button> Buttons { get; init; } = [];

    /// <summary>Addresses that the message leads to; the text names them too, so routes without links lose nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<MessageLink> Links { get; init; } = [];

    /// <summary>How to answer by typing, for routes without buttons; empty when there are none.</summary>
    public string TypingHint { get; init; } = "";

    /// <summary>
    /// The line to type with a number before each button, for one reader who may say the number alone; empty where a number
    /// means something else (a list stands in the text, or a number is asked for).
    /// </summary>
    [JsonIgnore]
    public string NumberedHint { get; init; } = "";

    /// <summary>The message for one reader: its buttons are numbered where they may be.</summary>
    public OutboundMessage Numbered() => NumberedHint.Length == 0 ? this : this with { TypingHint = NumberedHint };

    /// <summary>The whole message as plain text, buttons as a line to type.</summary>
    [JsonIgnore]
    public string PlainText
    {
        get
        {
            var text = new StringBuilder();
            if (Title.Length > 0)
            {
                text.Append('【').Append(Title).Append("】\n");
            }

            text.Append(Text);
            if (TypingHint.Length > 0)
            {
                text.Append('\n').Append(TypingHint);
            }

            return text.ToString();
        }
    }
}
