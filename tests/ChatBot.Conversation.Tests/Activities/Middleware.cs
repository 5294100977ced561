using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Tests.Activities;

/// <summary>Is shown each activity that comes in and each that goes out.</summary>
internal sealed class Middleware(Action<Activity> comesIn, Action<Activity> goesOut) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        comesIn(turnContext.Activity);
        turnContext.OnSendActivities((_, activities, send) =>
        {
            activities.ForEach(goesOut);
            return send();
        });
        return next(cancellationToken);
    }
}

/// <summary>Handles what is sent.</summary>
internal sealed class Sending(SendActivitiesHandler handler) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.OnSendActivities(handler);
        return next(cancellationToken);
    }
}

/// <summary>Stands around the rest of the pipeline.</summary>
internal sealed class Around(Func<ITurnContext, NextDelegate, Task> turn) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => turn(turnContext, next);
}
