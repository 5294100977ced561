using System.Net;

namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>WeCom calls the app; the answer is the passive reply.</summary>
internal sealed class WeComCallbackSaid(KillWorld world, string user, string text) : Said
{
    private readonly string _payload = world.WeCom.TextXml(user, text);

    public override bool IsGivenUp => true;

    public override async Task<string?> CallAsync(CancellationToken cancellationToken)
    {
        var reply = await world.WeCom.SendRawXmlAsync(_payload, cancellationToken);
        return reply.Status == HttpStatusCode.OK ? reply.Text : null;
    }
}
