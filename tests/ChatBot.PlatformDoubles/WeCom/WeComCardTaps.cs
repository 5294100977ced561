using System.Security;

namespace ChatBot.PlatformDoubles;

/// <summary>Pressing a self-built app's template cards (page 90240).</summary>
public static class WeComCardTaps
{
    /// <summary>A member presses a button of a card that the app sent: template_card_event with a fresh response code.</summary>
    /// <param name="member">The way to the app's callback address.</param>
    /// <param name="platform">The double that took the card; it issues the response code.</param>
    /// <param name="shown">The message with the card.</param>
    /// <param name="button">Key or label.</param>
    /// <param name="user">Who presses.</param>
    /// <param name="chosen">What he chose, for cards with questions: question key to option ids; else each first option.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The bot's passive reply: empty, update_button or update_template_card.</returns>
    public static Task<WeComCallbackReply> TapAsync(
        this WeComCallbackClient member,
        WeComDouble platform,
        ReceivedMessage shown,
        string button,
        string user,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen = null,
        CancellationToken ct = default)
    {
        var card = shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown));
        var pressed = card.Button(button);
        if (pressed.Key.Length == 0)
        {
            throw new ArgumentException($"'{pressed.Label}' only leads to {pressed.Url}.", nameof(button));
        }

        var selected = string.Concat(card.Questions.Select(q => Selected(q, chosen)));
        var more = $"<TaskId>{SecurityElement.Escape(card.TaskId)}</TaskId><CardType>{SecurityElement.Escape(card.Type)}</CardType>"
            + $"<ResponseCode>{platform.IssueResponseCode()}</ResponseCode>"
            + (selected.Length > 0 ? $"<SelectedItems>{selected}</SelectedItems>" : "");
        return member.SendEventAsync(user, "template_card_event", pressed.Key, more, ct: ct);
    }

    private static string Selected(ReceivedQuestion question, IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen)
    {
        var ids = chosen?.GetValueOrDefault(question.Key) ?? [question.Options[0].Id];
        var options = string.Concat(ids.Select(i => $"<OptionId>{SecurityElement.Escape(i)}</OptionId>"));
        return $"<SelectedItem><QuestionKey>{SecurityElement.Escape(question.Key)}</QuestionKey><OptionIds>{options}</OptionIds></SelectedItem>";
    }
}
