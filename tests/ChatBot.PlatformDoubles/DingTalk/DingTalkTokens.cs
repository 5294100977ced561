using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>Access tokens (pages obtain-the-access-token-of-an-internal-app, api-gettoken, obtain-orgapp-token).</summary>
/// <remarks>A new token serves both hosts; an old one only the old paths, because nothing official promises more.</remarks>
internal sealed class DingTalkTokens(DingTalkDouble platform)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (bool IsNew, DateTimeOffset Ends, DingTalkApp App)> _tokens = [];

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/v1.0/oauth2/accessToken", DingTalkRoutes.Token, (call, _) =>
        {
            var body = call.RequireNewBody();
            var issued = platform.AppOf(body.Text("appKey"), body.Text("appSecret")) is { } app
                ? Issue(app, isNew: true, call.Now)
                : throw DingTalkErrors.RefuseNew(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
            return Task.FromResult(Answer.Json(new JsonObject { ["accessToken"] = issued.Token, ["expireIn"] = issued.Seconds }));
        });
        platform.Serve(app, "POST", "/v1.0/oauth2/{corpId}/token", DingTalkRoutes.CorpToken, (call, _) =>
        {
            var body = call.RequireNewBody();
            var known = call.RouteValue("corpId") == platform.Options.CorpId && body.Text("grant_type") == "client_credentials"
                ? platform.AppOf(body.Text("client_id"), body.Text("client_secret"))
                : null;
            var issued = known is not null ? Issue(known, isNew: true, call.Now) : throw DingTalkErrors.RefuseNew(400, "invalid.client", "client is invalid");
            return Task.FromResult(Answer.Json(new JsonObject { ["access_token"] = issued.Token, ["expires_in"] = issued.Seconds }));
        });
        platform.Serve(app, "GET", "/gettoken", DingTalkRoutes.OldToken, (call, _) =>
        {
            var issued = platform.AppOf(call.Query("appkey"), call.Query("appsecret")) is { } app
                ? Issue(app, isNew: false, call.Now)
                : throw DingTalkErrors.RefuseOld(40089);
            return Task.FromResult(Answer.Json(new JsonObject
            {
                ["errcode"] = 0,
                ["errmsg"] = "ok",
                ["access_token"] = issued.Token,
                ["expires_in"] = issued.Seconds,
            }));
        });
    }

    public void Revoke()
    {
        lock (_gate)
        {
            _tokens.Clear();
        }
    }

    public void Expire(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var token in _tokens.Keys.ToList())
            {
                _tokens[token] = _tokens[token] with { Ends = now };
            }
        }
    }

    /// <summary>Checks the header of a new-style call, the call rate and the monthly quota; whose token it is.</summary>
    public DingTalkApp RequireNew(ApiCall call, string kind)
    {
        (bool IsNew, DateTimeOffset Ends, DingTalkApp App) token;
        lock (_gate)
        {
            if (!_tokens.TryGetValue(call.Header("x-acs-dingtalk-access-token"), out token) || !token.IsNew)
            {
                throw DingTalkErrors.RefuseNew(400, "InvalidAuthentication", "不合法的access_token");
            }

            if (call.Now >= token.Ends)
            {
                throw DingTalkErrors.RefuseNew(400, "accesstoken.expired", "access_token超时");
            }
        }

        if (!platform.Rate.TryTake(token.App.AppKey, call.Now))
        {
            throw DingTalkErrors.RefuseNew(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "qps");
        }

        return platform.Quotas.TrySpendApi(kind)
            ? token.App
            : throw DingTalkErrors.RefuseNew(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", "quota");
    }

    /// <summary>Checks the query of an old-style call and the call rate; address-book calls are free of the quota.</summary>
    /// <param name="call">The call.</param>
    /// <param name="kind">What it counts as; null for a call that is free.</param>
    public void RequireOld(ApiCall call, string? kind = null)
    {
        var given = call.Query("access_token");
        if (given.Length == 0)
        {
            throw DingTalkErrors.RefuseOld(41001);
        }

        (bool IsNew, DateTimeOffset Ends, DingTalkApp App) token;
        lock (_gate)
        {
            if (!_tokens.TryGetValue(given, out token))
            {
                throw DingTalkErrors.RefuseOld(40014);
            }

            if (call.Now >= token.Ends)
            {
                throw DingTalkErrors.RefuseOld(42001);
            }
        }

        if (!platform.Rate.TryTake(token.App.AppKey, call.Now))
        {
            throw DingTalkErrors.RefuseOld(90018);
        }

        if (kind is not null && !platform.Quotas.TrySpendApi(kind))
        {
            throw DingTalkErrors.RefuseOld(90020);
        }
    }

    /// <summary>The same token again while it lives; asking prolongs it.</summary>
    private (string Token, int Seconds) Issue(DingTalkApp app, bool isNew, DateTimeOffset now)
    {
        lock (_gate)
        {
            var token = _tokens.FirstOrDefault(t => t.Value.App == app && t.Value.IsNew == isNew && now < t.Value.Ends).Key
                ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
            _tokens[token] = (isNew, now + platform.Options.TokenLife, app);
            return (token, (int)platform.Options.TokenLife.TotalSeconds);
        }
    }
}
