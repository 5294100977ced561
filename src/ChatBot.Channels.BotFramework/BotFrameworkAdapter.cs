using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatBot.Channels.BotFramework;

/// <summary>The SDK's adapter: proves who calls, gives the activity to a bot, and sends. Its logger writes ids of people and is left out.</summary>
internal sealed class BotFrameworkAdapter(string appId, BotFrameworkAuthentication authentication)
    : CloudAdapter(authentication, NullLogger.Instance)
{
    /// <summary>Checks the caller, then runs the bot; what it leaves to be said in the body, or null.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller did not prove to be the platform.</exception>
    public Task<InvokeResponse?> RunAsync(string? authorization, Activity activity, IBot bot, CancellationToken cancellationToken) =>
        ProcessActivityAsync(authorization ?? "", activity, bot.OnTurnAsync, cancellationToken)!;

    /// <summary>Speaks in a conversation without having been asked.</summary>
    public Task SendAsync(ConversationReference reference, BotCallbackHandler say, CancellationToken cancellationToken)
    {
        // The event that stands for the question was never said, so nothing may be sent as a reply to it.
        var activity = reference.GetContinuationActivity();
        activity.Id = null;
        return ContinueConversationAsync(Identity(), activity, say, cancellationToken);
    }

    private ClaimsIdentity Identity() => appId.Length == 0
        ? new ClaimsIdentity()
        : new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, appId), new Claim(AuthenticationConstants.AppIdClaim, appId)]);
}
