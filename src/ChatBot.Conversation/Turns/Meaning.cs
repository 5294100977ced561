using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;

namespace ChatBot.Conversation.Turns;

/// <summary>The form or route that a message means, and from which confidence on.</summary>
internal static class Meaning
{
    /// <summary>From here on an intent interrupts a running form.</summary>
    public const double SureEnough = 0.6;

    /// <summary>In the middle of free text only a short, very clear question interrupts.</summary>
    public const double VerySure = 0.85;

    /// <summary>The form that the message starts, or null.</summary>
    public static FormDefinition? FormOf(Turn turn)
    {
        var byPattern = turn.Library.FormByPattern(turn.Plain, turn.Scope);

        // A form for other roles is refused only when no question can be meant: a member who says "明天开党课" asks.
        if (byPattern is not null && (byPattern.IsOpenTo(turn.Scope) || RouteOf(turn) is null))
        {
            return byPattern;
        }

        return IsRoutedByPattern(turn) ? null : turn.Library.FormOf(turn.Reading.Intent);
    }

    /// <summary>The route of an intent without form, or null.</summary>
    public static IntentRoute? RouteOf(Turn turn) =>
        turn.Library.RouteByPattern(turn.Plain) ?? turn.Library.RouteOf(turn.Reading.Intent);

    /// <summary>Whether a pattern of the dialogs, and no reckoning of likelihood, says that a route is meant.</summary>
    public static bool IsRoutedByPattern(Turn turn) => turn.Library.RouteByPattern(turn.Plain) is not null;

    /// <summary>Whether a pattern of the dialogs says that a form is meant.</summary>
    public static bool IsFormByPattern(Turn turn) => turn.Library.FormByPattern(turn.Plain, turn.Scope) is not null;
}
