using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Channels.BotFramework;

/// <summary>The address that Bot Framework clients call.</summary>
public static class BotFrameworkEndpoints
{
    /// <summary>
    /// Maps <c>POST /api/messages</c> for all accounts: 200 done, said before, or knowingly left (the replies in the body with
    /// <c>expectReplies</c>), 400 no activity, 401 caller not proven, 403 connector or client not allowed, 404 no account
    /// configured, 413 too large, 503 nothing kept or nothing said, please repeat.
    /// </summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/messages", ReceiveAsync);

    private static Task ReceiveAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<BotFrameworkCallback>().HandleAsync(context, context.RequestServices.GetRequiredService<ITurnRunner>());
}
