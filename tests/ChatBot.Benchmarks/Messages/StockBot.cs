using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace ChatBot.Benchmarks.Messages;

/// <summary>
/// The same conversation as a bot of the SDK's samples: <see cref="CloudAdapter"/> as it is, an answer of the product's size with
/// its buttons, no store, no rule, no understanding.
/// </summary>
internal sealed class StockBot : ActivityHandler
{
    // As long as what the product answers in the leave conversation, with as many buttons.
    private static readonly string Answer = new('问', 110);

    /// <summary>Serves until killed.</summary>
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        builder.Services.AddSingleton(p => new CloudAdapter(p.GetRequiredService<BotFrameworkAuthentication>(), p.GetRequiredService<ILogger<CloudAdapter>>()));
        builder.Services.AddSingleton<StockBot>();
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ok");
        app.MapPost(MessagesBenchmark.Path, (HttpContext http) => http.RequestServices.GetRequiredService<CloudAdapter>().ProcessAsync(
            http.Request, http.Response, http.RequestServices.GetRequiredService<StockBot>(), http.RequestAborted));
        await app.RunAsync();
    }

    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var reply = MessageFactory.Text(Answer);
        reply.SuggestedActions = new SuggestedActions
        {
            Actions = [.. Enumerable.Range(1, 3).Select(n => new CardAction(ActionTypes.ImBack, $"选项{n}", value: $"选项{n}"))],
        };
        return turnContext.SendActivityAsync(reply, cancellationToken);
    }
}
