using System.Collections.Concurrent;
using System.Security.Cryptography;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>robot/sendBySession (page robot-reply-and-send-messages): reply addresses that live 90 minutes.</summary>
internal sealed class DingTalkSessions(DingTalkDouble platform)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "POST", "/robot/sendBySession", DingTalkRoutes.Session, (call, _) => Task.FromResult(Send(call)));

    public (Uri Webhook, DateTimeOffset Ends) Issue(string conversationId, string staffId, bool isGroup)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var ends = platform.Clock.GetUtcNow() + platform.Options.SessionLife;
        _sessions[id] = new Session(isGroup ? conversationId : staffId, ends);
        return (new Uri(platform.BaseUrl, $"robot/sendBySession?session={id}"), ends);
    }

    public void ExpireAll() => _sessions.Clear();

    private Answer Send(ApiCall call)
    {
        var id = call.Query("session");
        if (!_sessions.TryGetValue(id, out var session) || call.Now >= session.Ends)
        {
            throw DingTalkErrors.RefuseOld(300001, "session 不存在");
        }

        var (body, said) = DingTalkMessageRules.Read(call, platform.Options);
        if (!platform.Quotas.TrySpendMessage(DingTalkRoutes.Session))
        {
            throw DingTalkErrors.RefuseOld(90020);
        }

        platform.Take(DingTalkRoutes.Session, session.To, said.Type, said.Text, body, m => said.On(m) with { Via = id });
        return DingTalkErrors.OldOk();
    }

    private sealed record Session(string To, DateTimeOffset Ends);
}
