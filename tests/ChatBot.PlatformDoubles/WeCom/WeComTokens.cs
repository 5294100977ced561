using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Whose secret a token came from; no app means the contact-sync assistant.</summary>
internal sealed record WeComCaller(WeComApp? App)
{
    public bool IsContactSync => App is null;
}

/// <summary>Access tokens (page 91039): one per secret, the same one until it ends or is revoked.</summary>
internal sealed class WeComTokens(WeComDouble platform)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (WeComCaller Caller, string Secret, DateTimeOffset Ends)> _tokens = [];

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "GET", "/cgi-bin/gettoken", WeComRoutes.Token, (call, _) => Task.FromResult(Issue(call)));

    /// <summary>Makes every token unknown (40014), as after a reset of the secret.</summary>
    public void Revoke()
    {
        lock (_gate)
        {
            _tokens.Clear();
        }
    }

    /// <summary>Ends every token now (42001).</summary>
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

    /// <summary>Who calls, or 41001, 40014, 42001, 60020.</summary>
    public WeComCaller Require(ApiCall call)
    {
        var token = call.Query("access_token");
        if (token.Length == 0)
        {
            throw call.Refuse(41001);
        }

        lock (_gate)
        {
            if (!_tokens.TryGetValue(token, out var known))
            {
                throw call.Refuse(40014);
            }

            if (call.Now >= known.Ends)
            {
                throw call.Refuse(42001);
            }

            return platform.Options.CallerIsTrusted ? known.Caller : throw call.Refuse(60020);
        }
    }

    private Answer Issue(ApiCall call)
    {
        var (corpId, secret) = (call.Query("corpid"), call.Query("corpsecret"));
        if (corpId.Length == 0)
        {
            throw call.Refuse(41002);
        }

        if (secret.Length == 0)
        {
            throw call.Refuse(41004);
        }

        if (corpId != platform.Options.CorpId)
        {
            throw call.Refuse(40013);
        }

        var app = platform.Options.Apps.FirstOrDefault(a => a.Secret == secret);
        if (app is null && secret != platform.Options.ContactSecret)
        {
            throw call.Refuse(40001);
        }

        lock (_gate)
        {
            var (token, known) = _tokens.FirstOrDefault(t => t.Value.Secret == secret && call.Now < t.Value.Ends);
            if (token is null)
            {
                token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)).Replace('+', '-').Replace('/', '_');
                known = (new WeComCaller(app), secret, call.Now + platform.Options.TokenLife);
                _tokens[token] = known;
            }

            return WeComErrors.Ok(new JsonObject
            {
                ["access_token"] = token,
                ["expires_in"] = (int)(known.Ends - call.Now).TotalSeconds,
            });
        }
    }
}
