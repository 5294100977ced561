using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>message/send, message/update_template_card and message/recall (pages 90236, 94888, 94867).</summary>
internal sealed class WeComAppMessages(WeComDouble platform, WeComTokens tokens, WeComContent content, WeComResponseCodes responseCodes)
{
    private static readonly TimeSpan RecallWithin = TimeSpan.FromHours(24);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int AgentId, DateTimeOffset At)> _sent = [];
    private readonly Dictionary<string, (DateTimeOffset Until, JsonObject Answer)> _duplicates = [];
    private readonly HashSet<string> _taskIds = [];
    private readonly SlidingWindow _perMinute = new(platform.Options.AppPerMemberAndMinute, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow _perHour = new(platform.Options.AppPerMemberAndMinute == 0 ? 0 : 1000, TimeSpan.FromHours(1));

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/cgi-bin/message/send", WeComRoutes.App, (call, _) => Task.FromResult(Send(call)));
        platform.Serve(app, "POST", "/cgi-bin/message/update_template_card", WeComRoutes.AppUpdate, (call, _) => Task.FromResult(Update(call)));
        platform.Serve(app, "POST", "/cgi-bin/message/recall", WeComRoutes.AppRecall, (call, _) => Task.FromResult(Recall(call)));
    }

    private Answer Send(ApiCall call)
    {
        var caller = tokens.Require(call);
        var message = call.RequireJson();
        var app = Agent(call, caller, message);
        var to = WeComAddressees.Read(call, message, platform.Options);
        foreach (var flag in (string[])["safe", "enable_id_trans", "enable_duplicate_check"])
        {
            if (message.Has(flag) && message.Integer(flag) is not (0 or 1))
            {
                throw call.Refuse(40058, $"{flag} is invalid");
            }
        }

        var text = content.Read(call, message, WeComSender.App, platform.Options.CorpId);
        var card = message.Object("template_card");
        if (card is { } c && WeComCards.NeedsCallback(c) && !app.HasCallback)
        {
            throw call.Refuse(43012);
        }

        if (to.NobodyLeft)
        {
            return WeComErrors.Error(81013, call, more: to.Invalid());
        }

        var duplicateKey = platform.Options.ChecksDuplicates ? DuplicateKey(call, message, app) : null;
        lock (_gate)
        {
            if (duplicateKey is not null && _duplicates.TryGetValue(duplicateKey, out var earlier) && call.Now < earlier.Until)
            {
                return WeComErrors.Ok(earlier.Answer);
            }

            if (card is { } fresh && fresh.Text("task_id") is { Length: > 0 } taskId && !_taskIds.Add($"{app.AgentId}/{taskId}"))
            {
                throw call.Refuse(40058, "template_card.task_id is duplicate");
            }
        }

        var answer = to.Invalid();
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        answer["msgid"] = id;
        if (card is { } sent && WeComCards.NeedsCallback(sent))
        {
            answer["response_code"] = responseCodes.Issue(call.Now);
        }

        lock (_gate)
        {
            _sent[id] = (app.AgentId, call.Now);
            if (duplicateKey is not null)
            {
                var seconds = Math.Clamp(message.Integer("duplicate_check_interval") ?? 1800, 1, 4 * 3600);
                _duplicates[duplicateKey] = (call.Now.AddSeconds(seconds), answer);
            }
        }

        var reached = to.Reached.Where(who => who == "@all" || Reaches($"{app.AgentId}/{who}", call.Now)).ToList();
        platform.CountDropped(to.Reached.Count - reached.Count);
        if (reached.Count > 0)
        {
            platform.Take(WeComRoutes.App, string.Join('|', reached), message.Text("msgtype"), text.Text, message, m => m with { Id = id, Truncated = text.Cut, Card = text.Card });
        }

        return WeComErrors.Ok(answer);
    }

    private Answer Update(ApiCall call)
    {
        var caller = tokens.Require(call);
        var update = call.RequireJson();
        Agent(call, caller, update);
        var card = update.Object("template_card");
        var button = update.Object("button");
        var text = (card, button) switch
        {
            ({ } c, null) when WeComCards.Fault(c, WeComCardPlace.App, update: true) is { } fault => throw call.Refuse(40058, fault),
            ({ } c, null) => Fields.Lines(WeComCards.Words(c), c.Text("replace_text") is { Length: > 0 } r ? $"[{r}]" : ""),
            (null, { } b) when b.Text("replace_name") is { Length: > 0 } name => $"[{name}]",
            _ => throw call.Refuse(40058, "button.replace_name and template_card are both missing"),
        };
        if (!responseCodes.Use(update.Text("response_code"), call.Now))
        {
            throw call.Refuse(40058, "response_code is invalid");
        }

        var users = update.Strings("userids") ?? [];
        var to = update.Integer("atall") == 1 ? "@all" : string.Join('|', users);
        if (to.Length == 0 && !update.Has("partyids") && !update.Has("tagids"))
        {
            throw call.Refuse(82001);
        }

        platform.Take(
            WeComRoutes.AppUpdate,
            to,
            card is null ? "button" : "template_card",
            text,
            update,
            m => m with { Card = card is { } shown ? WeComCards.Read(shown) : null });
        return WeComErrors.Ok(new JsonObject { ["invaliduser"] = new JsonArray() });
    }

    private Answer Recall(ApiCall call)
    {
        var caller = tokens.Require(call);
        var body = call.RequireJson();
        var id = body.Text("msgid");
        lock (_gate)
        {
            if (!_sent.TryGetValue(id, out var sent) || sent.AgentId != caller.App?.AgentId || call.Now - sent.At > RecallWithin)
            {
                throw call.Refuse(40058, "msgid is invalid");
            }

            _sent.Remove(id);
        }

        platform.Take(WeComRoutes.AppRecall, "", "recall", "", body, m => m with { Id = id });
        return WeComErrors.Ok();
    }

    private bool Reaches(string member, DateTimeOffset now) => _perMinute.TryTake(member, now) && _perHour.TryTake(member, now);

    private WeComApp Agent(ApiCall call, WeComCaller caller, JsonElement message)
    {
        if (caller.App is not { } app)
        {
            throw call.Refuse(48002);
        }

        if (!message.Has("agentid"))
        {
            throw call.Refuse(41011);
        }

        // The page says integer; a number in quotes is taken for a mistake.
        var agentId = message.Integer("agentid");
        return agentId == app.AgentId ? app
            : platform.Options.Apps.Any(a => a.AgentId == agentId) ? throw call.Refuse(301002)
            : throw call.Refuse(40056);
    }

    private static string? DuplicateKey(ApiCall call, JsonElement message, WeComApp app) => message.Integer("enable_duplicate_check") == 1
        ? $"{app.AgentId}/{Convert.ToHexString(SHA256.HashData(call.Body))}"
        : null;
}
