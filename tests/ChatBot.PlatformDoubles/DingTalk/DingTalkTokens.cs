using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>Access tokens (pages obtain-the-access-token-of-an-internal-app, api-gettoken, obtain-orgapp-token).</summary>
/// <remarks>A new token serves both hosts; an old one only the old paths, because nothing official promises more.</remarks>
internal sealed class DingTalkTokens(DingTalkDouble platform)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (bool IsNew, DateTimeOffset Ends)> _tokens = [];

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/v1.0/oauth2/accessToken", DingTalkRoutes.Token, (call, _) =>
        {
            var body = call.RequireNewBody();
            var issued = IsApp(body.Text("appKey"), body.Text("appSecret"))
                ? Issue(isNew: true, call.Now)
                : throw DingTalkErrors.RefuseNew(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
            return Task.FromResult(Answer.Json(new JsonObject { ["accessToken"] = issued.Token, ["expireIn"] = issued.Seconds }));
        });
        platform.Serve(app, "POST", "/v1.0/oauth2/{corpId}/token", DingTalkRoutes.CorpToken, (call, _) =>
        {
            var body = call.RequireNewBody();
            var known = call.RouteValue("corpId") == platform.Options.CorpId
                && body.Text("grant_type") == "client_credentials"
                && IsApp(body.Text("client_id"), body.Text("client_secret"));
            var issued = known ? Issue(isNew: true, call.Now) : throw DingTalkErrors.RefuseNew(400, "invalid.client", "client is invalid");
            return Task.FromResult(Answer.Json(new JsonObject { ["access_token"] = issued.Token, ["expires_in"] = issued.Seconds }));
        });
        platform.Serve(app, "GET", "/gettoken", DingTalkRoutes.OldToken, (call, _) =>
        {
            var issued = IsApp(call.Query("appkey"), call.Query("appsecret")) ? Issue(isNew: false, call.Now) : throw DingTalkErrors.RefuseOld(40089);
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

    /// <summary>Checks the header of a new-style call, the call rate and the monthly quota.</summary>
    public void RequireNew(ApiCall call)
    {
        lock (_gate)
        {
            if (!_tokens.TryGetValue(call.Header("x-acs-dingtalk-access-token"), out var token) || !token.IsNew)
            {
                throw DingTalkErrors.RefuseNew(400, "InvalidAuthentication", "不合法的access_token");
            }

            if (call.Now >= token.Ends)
            {
                throw DingTalkErrors.RefuseNew(400, "accesstoken.expired", "access_token超时");
            }
        }

        if (!platform.Rate.TryTake("app", call.Now))
        {
            throw DingTalkErrors.RefuseNew(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "qps");
        }

        if (!platform.TrySpendApiCall())
        {
            throw DingTalkErrors.RefuseNew(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", "quota");
        }
    }

    /// <summary>Checks the query of an old-style call and the call rate; address-book calls are free of the quota.</summary>
    public void RequireOld(ApiCall call, bool counted)
    {
        var given = call.Query("access_token");
        if (given.Length == 0)
        {
            throw DingTalkErrors.RefuseOld(41001);
        }

        lock (_gate)
        {
            if (!_tokens.TryGetValue(given, out var token))
            {
                throw DingTalkErrors.RefuseOld(40014);
            }

            if (call.Now >= token.Ends)
            {
                throw DingTalkErrors.RefuseOld(42001);
            }
        }

        if (!platform.Rate.TryTake("app", call.Now))
        {
            throw DingTalkErrors.RefuseOld(90018);
        }

        if (counted && !platform.TrySpendApiCall())
        {
            throw DingTalkErrors.RefuseOld(90020);
        }
    }

    private bool IsApp(string key, string secret) => key == platform.Options.AppKey && secret == platform.Options.AppSecret;

    /// <summary>The same token again while it lives; asking prolongs it.</summary>
    private (string Token, int Seconds) Issue(bool isNew, DateTimeOffset now)
    {
        lock (_gate)
        {
            var token = _tokens.FirstOrDefault(t => t.Value.IsNew == isNew && now < t.Value.Ends).Key
                ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
            _tokens[token] = (isNew, now + platform.Options.TokenLife);
            return (token, (int)platform.Options.TokenLife.TotalSeconds);
        }
    }
}
