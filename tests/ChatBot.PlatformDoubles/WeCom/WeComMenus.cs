using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>menu/create (page 90231): two levels, one to three entries with one to five below each.</summary>
internal sealed class WeComMenus(WeComDouble platform, WeComTokens tokens)
{
    private const int MostNameBytes = 16;
    private const int MostSubNameBytes = 40;
    private const int MostKeyBytes = 128;

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "POST", "/cgi-bin/menu/create", WeComRoutes.MenuCreate, (call, _) => Task.FromResult(Create(call)));

    private Answer Create(ApiCall call)
    {
        var caller = tokens.Require(call);
        if (caller.App is not { } app || call.Query("agentid") != app.AgentId.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw call.Refuse(caller.IsContactSync ? 48002 : 40056);
        }

        var body = call.RequireJson();
        var entries = Need(call, body, 3);
        foreach (var entry in entries)
        {
            CheckName(call, entry, MostNameBytes);
            if (entry.List("sub_button") is not { Count: > 0 })
            {
                CheckKey(call, entry);
                continue;
            }

            foreach (var below in Need(call, entry, 5, "sub_button"))
            {
                CheckName(call, below, MostSubNameBytes);
                CheckKey(call, below);
            }
        }

        var words = entries.Select(e => $"{e.Text("name")}: {string.Join(' ', (e.List("sub_button") ?? []).Select(s => $"[{s.Text("name")}]"))}");
        platform.Take(WeComRoutes.MenuCreate, app.AgentId.ToString(System.Globalization.CultureInfo.InvariantCulture), "menu", string.Join('\n', words), body, m => m);
        return WeComErrors.Ok(new JsonObject());
    }

    private static IReadOnlyList<JsonElement> Need(ApiCall call, JsonElement of, int most, string name = "button") =>
        of.List(name) is { Count: > 0 } list && list.Count <= most ? list : throw call.Refuse(name == "button" ? 40016 : 40023);

    private static void CheckName(ApiCall call, JsonElement entry, int most)
    {
        if (entry.Text("name") is not { Length: > 0 } name || Encoding.UTF8.GetByteCount(name) > most)
        {
            throw call.Refuse(40018);
        }
    }

    private static void CheckKey(ApiCall call, JsonElement entry)
    {
        if (entry.Text("type") != "click")
        {
            throw call.Refuse(40017);
        }

        if (entry.Text("key") is not { Length: > 0 } key || Encoding.UTF8.GetByteCount(key) > MostKeyBytes)
        {
            throw call.Refuse(40019);
        }
    }
}
