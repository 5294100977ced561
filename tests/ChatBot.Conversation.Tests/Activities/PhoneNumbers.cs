using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Tests.Activities;

// The example of src/ChatBot.Conversation/Activities/README.md; a test holds that both are the same.
// <example>
/// <summary>Blanks telephone numbers, whoever says them.</summary>
public sealed partial class PhoneNumbers : IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        Blank(turnContext.Activity);
        turnContext.OnSendActivities(async (_, activities, send) =>
        {
            activities.ForEach(Blank);
            return await send();
        });
        await next(cancellationToken);
    }

    private static void Blank(Activity activity)
    {
        if (activity.Text is { } text)
        {
            activity.Text = Number().Replace(text, "***");
        }
    }

    [GeneratedRegex(@"\b1[3-9]\d{9}\b")]
    private static partial Regex Number();
}

// </example>
