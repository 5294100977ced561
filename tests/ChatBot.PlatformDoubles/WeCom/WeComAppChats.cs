using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>appchat/create, update, get and send (pages 90245, 98913, 98914, 90248): groups that the app itself made.</summary>
internal sealed partial class WeComAppChats(WeComDouble platform, WeComTokens tokens, WeComContent content)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Chat> _chats = [];
    private readonly SlidingWindow _perMinute = new(200, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow _perDay = new(10_000, TimeSpan.FromDays(1));

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/cgi-bin/appchat/create", WeComRoutes.AppChatCreate, (call, _) => Task.FromResult(Create(call)));
        platform.Serve(app, "POST", "/cgi-bin/appchat/update", WeComRoutes.AppChatUpdate, (call, _) => Task.FromResult(Update(call)));
        platform.Serve(app, "GET", "/cgi-bin/appchat/get", WeComRoutes.AppChatGet, (call, _) => Task.FromResult(Get(call)));
        platform.Serve(app, "POST", "/cgi-bin/appchat/send", WeComRoutes.AppChat, (call, _) => Task.FromResult(Send(call)));
    }

    private Answer Create(ApiCall call)
    {
        var app = Caller(call);
        var body = call.RequireJson();
        var members = Members(call, body, "userlist", missing: 86204);
        var owner = body.Text("owner") is { Length: > 0 } o ? o : members[0];
        var id = body.Text("chatid") is { Length: > 0 } given ? given : RandomNumberGenerator.GetHexString(32, lowercase: true);
        if (!ChatIdShape().IsMatch(id))
        {
            throw call.Refuse(86001);
        }

        if (members.Count is < 2 or > 2000)
        {
            throw call.Refuse(86005);
        }

        if (!members.Contains(owner, StringComparer.OrdinalIgnoreCase))
        {
            throw call.Refuse(86004);
        }

        lock (_gate)
        {
            if (!_chats.TryAdd(id, new Chat(id, app.AgentId, Name(call, body), owner, members)))
            {
                throw call.Refuse(86215);
            }
        }

        return WeComErrors.Ok(new JsonObject { ["chatid"] = id });
    }

    private Answer Update(ApiCall call)
    {
        var app = Caller(call);
        var body = call.RequireJson();
        var added = Members(call, body, "add_user_list", missing: 0);
        var removed = Members(call, body, "del_user_list", missing: 0);
        lock (_gate)
        {
            var chat = Own(call, app, body.Text("chatid"));
            IReadOnlyList<string> members =
                [.. chat.Members.Union(added, StringComparer.OrdinalIgnoreCase).Except(removed, StringComparer.OrdinalIgnoreCase)];
            var owner = body.Text("owner") is { Length: > 0 } o ? o : chat.Owner;
            if (!members.Contains(owner, StringComparer.OrdinalIgnoreCase))
            {
                throw call.Refuse(86004);
            }

            if (members.Count is < 2 or > 2000)
            {
                throw call.Refuse(86005);
            }

            _chats[chat.Id] = chat with { Name = body.Has("name") ? Name(call, body) : chat.Name, Owner = owner, Members = members };
        }

        return WeComErrors.Ok();
    }

    private Answer Get(ApiCall call)
    {
        var app = Caller(call);
        lock (_gate)
        {
            var chat = Own(call, app, call.Query("chatid"));
            return WeComErrors.Ok(new JsonObject
            {
                ["chat_info"] = new JsonObject
                {
                    ["chatid"] = chat.Id,
                    ["name"] = chat.Name,
                    ["owner"] = chat.Owner,
                    ["userlist"] = new JsonArray([.. chat.Members.Select(m => (JsonNode)m)]),
                    ["chat_type"] = 0,
                },
            });
        }
    }

    private Answer Send(ApiCall call)
    {
        var app = Caller(call);
        var message = call.RequireJson();
        Chat chat;
        lock (_gate)
        {
            chat = Own(call, app, message.Text("chatid"));
        }

        var text = content.Read(call, message, WeComSender.AppChat, platform.Options.CorpId);

        // What is too much for a member is dropped with errcode 0 (page 90248).
        var reached = chat.Members.Count(m => _perMinute.TryTake(m, call.Now) && _perDay.TryTake(m, call.Now));
        platform.CountDropped(chat.Members.Count - reached);
        if (reached > 0)
        {
            platform.Take(WeComRoutes.AppChat, chat.Id, message.Text("msgtype"), text.Text, message, m => m with { Mentions = text.Mentions, Truncated = text.Cut });
        }

        return WeComErrors.Ok();
    }

    private WeComApp Caller(ApiCall call) =>
        tokens.Require(call).App is { SeesWholeCompany: true } app ? app : throw call.Refuse(48002);

    private Chat Own(ApiCall call, WeComApp app, string chatId)
    {
        if (chatId.Length == 0)
        {
            throw call.Refuse(86201);
        }

        return !_chats.TryGetValue(chatId, out var chat) ? throw call.Refuse(86001)
            : chat.AgentId == app.AgentId ? chat
            : throw call.Refuse(86008);
    }

    private IReadOnlyList<string> Members(ApiCall call, JsonElement body, string name, int missing)
    {
        if (!body.Has(name) && missing == 0)
        {
            return [];
        }

        if (body.Strings(name) is not { Count: > 0 } members)
        {
            throw call.Refuse(missing == 0 ? 86006 : missing);
        }

        return platform.Options.TakesAnyUser || members.All(m => platform.Options.Members.Any(k => k.UserId.Equals(m, StringComparison.OrdinalIgnoreCase)))
            ? members
            : throw call.Refuse(86216);
    }

    private static string Name(ApiCall call, JsonElement body) =>
        body.Text("name") is { Length: <= 50 } name ? name : throw call.Refuse(86003);

    [GeneratedRegex("^[0-9A-Za-z]{1,32}$")]
    private static partial Regex ChatIdShape();

    private sealed record Chat(string Id, int AgentId, string Name, string Owner, IReadOnlyList<string> Members);
}
