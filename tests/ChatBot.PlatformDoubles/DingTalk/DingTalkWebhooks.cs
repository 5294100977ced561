using System.Globalization;
using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>robot/send of group webhooks (pages custom-robots-send-group-messages, customize-robot-security-settings).</summary>
internal sealed class DingTalkWebhooks(DingTalkDouble platform)
{
    private static readonly TimeSpan BlockedFor = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly SlidingWindow _perMinute = new(platform.Options.WebhookPerMinute, TimeSpan.FromMinutes(1));
    private readonly Dictionary<string, DateTimeOffset> _blockedUntil = [];
    private readonly HashSet<string> _seen = [];

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "POST", "/robot/send", DingTalkRoutes.Webhook, (call, _) => Task.FromResult(Send(call)));

    private Answer Send(ApiCall call)
    {
        var token = call.Query("access_token");
        var webhook = platform.Options.Webhooks.FirstOrDefault(w => w.AccessToken == token) ?? throw DingTalkErrors.RefuseOld(300001);
        var (body, said) = DingTalkMessageRules.Read(call, platform.Options);
        CheckSecurity(call, webhook, body);
        lock (_gate)
        {
            if (_blockedUntil.TryGetValue(token, out var until) && call.Now < until)
            {
                throw DingTalkErrors.RefuseOld(410100);
            }

            // A repeat with the same msgUuid is answered as if it had been sent again.
            var uuid = body.Text("msgUuid");
            if (uuid.Length > 0 && _seen.Contains($"{token}/{uuid}"))
            {
                return DingTalkErrors.OldOk();
            }

            if (!_perMinute.TryTake(token, call.Now))
            {
                _blockedUntil[token] = call.Now + BlockedFor;
                throw DingTalkErrors.RefuseOld(130101);
            }

            if (uuid.Length > 0)
            {
                _seen.Add($"{token}/{uuid}");
            }
        }

        if (!platform.Quotas.TrySpendMessage(DingTalkRoutes.Webhook))
        {
            throw DingTalkErrors.RefuseOld(90020);
        }

        platform.Take(DingTalkRoutes.Webhook, token, said.Type, said.Text, body, m => said.On(m) with { Via = token });
        return DingTalkErrors.OldOk();
    }

    private static void CheckSecurity(ApiCall call, DingTalkWebhook webhook, JsonElement body)
    {
        if (webhook.Keywords.Count > 0 && !webhook.Keywords.Any(k => JsonText(body).Contains(k, StringComparison.Ordinal)))
        {
            throw DingTalkErrors.RefuseOld(310000, "keywords not in content");
        }

        if (webhook.Secret is not { } secret)
        {
            return;
        }

        var timestamp = call.Query("timestamp");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(call.Now.ToUnixTimeMilliseconds() - at) > DingTalkSigner.Window.TotalMilliseconds)
        {
            throw DingTalkErrors.RefuseOld(310000, "invalid timestamp");
        }

        // Query values are decoded once: a caller that encoded the sign twice fails here, as on the platform.
        if (!DingTalkSigner.Fits(call.Query("sign"), timestamp, secret))
        {
            throw DingTalkErrors.RefuseOld(310000, "sign not match");
        }
    }

    private static string JsonText(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Object => string.Join('\n', body.EnumerateObject().Select(p => JsonText(p.Value))),
        JsonValueKind.Array => string.Join('\n', body.EnumerateArray().Select(JsonText)),
        JsonValueKind.String => body.GetString()!,
        _ => "",
    };
}
