using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>webhook/send of group robots (page 99110): the key is the only secret, 20 messages a minute.</summary>
internal sealed class WeComWebhooks(WeComDouble platform, WeComContent content)
{
    private readonly SlidingWindow _perMinute = new(platform.Options.WebhookPerMinute, TimeSpan.FromMinutes(1));

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "POST", "/cgi-bin/webhook/send", WeComRoutes.Webhook, (call, _) => Task.FromResult(Send(call)));

    private Answer Send(ApiCall call)
    {
        var key = call.Query("key");
        if (!platform.Options.WebhookKeys.Contains(key))
        {
            throw call.Refuse(93000);
        }

        var message = call.RequireJson();
        var text = content.Read(call, message, WeComSender.Webhook, mediaOwner: key);
        if (!_perMinute.TryTake(key, call.Now))
        {
            throw call.Refuse(45009);
        }

        var type = message.Text("msgtype");
        platform.Take(WeComRoutes.Webhook, key, type, text.Text, message, m => m with { Via = key, Mentions = text.Mentions, Truncated = text.Cut, Card = text.Card });
        return WeComErrors.Ok();
    }
}
