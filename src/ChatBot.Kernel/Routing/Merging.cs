using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Routing;

/// <summary>Makes one message of several for the same reader (design §6: private pushes are digested).</summary>
public sealed class Merging(IWording wording)
{
    private const int MostButtons = 6;

    /// <summary>The messages one under the other, with the buttons of all that has place.</summary>
    public OutboundMessage Merge(IReadOnlyList<OutboundMessage> messages, BranchSnapshot branch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(branch);
        if (messages.Count == 1)
        {
            return messages[0];
        }

        var buttons = messages.SelectMany(m => m.Buttons).DistinctBy(b => b.Say).Take(MostButtons).ToList();
        return new OutboundMessage
        {
            Title = wording.Render(Phrase.Of("routing.merged_title", ("count", messages.Count)), branch.Calendar, now),
            Text = string.Join("\n\n", messages.Select(m => m.Title.Length > 0 ? $"【{m.Title}】\n{m.Text}" : m.Text)),
            Buttons = buttons,
            TypingHint = buttons.Count == 0
                ? ""
                : wording.Render(Phrase.Of("hint.buttons", ("options", string.Concat(buttons.Select(b => $"「{b.Say}」")))), branch.Calendar, now),
        };
    }

    /// <summary>Whether the message may stand together with others: no card, and nobody is called by it.</summary>
    public static bool CanMerge(OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is { Card: null, MentionsAll: false, Picker: null };
    }
}
