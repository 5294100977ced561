using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>Calls of the newer interface, for tests that look at the double from outside.</summary>
internal static class TestCalls
{
    public static async Task<string> TokenAsync(HttpClient http, string key = DingTalkDemo.AppKey, string secret = DingTalkDemo.AppSecret)
    {
        using var response = await http.PostAsJsonAsync("v1.0/oauth2/accessToken", new { appKey = key, appSecret = secret });
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
    }

    public static async Task<(HttpStatusCode Status, JsonObject Answer)> ApiAsync(
        HttpClient http, HttpMethod method, string path, string token, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-acs-dingtalk-access-token", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>A card of the demo template with one button, 报名 with action id sign_up.</summary>
    public static JsonObject Card(string outTrackId) => new()
    {
        ["cardTemplateId"] = DingTalkDemo.CardTemplateId,
        ["outTrackId"] = outTrackId,
        ["callbackType"] = "STREAM",
        ["cardData"] = Map(
            ("title", "周三党课"),
            ("count", "0"),
            ("buttons", """[{"text":"报名","event":{"type":"sendCardRequest","params":{"actionId":"sign_up","params":{"session":"12"}}}}]""")),
        ["openSpaceId"] = "dtv1.card//IM_GROUP." + DingTalkDemo.GroupConversation,
        ["imGroupOpenSpaceModel"] = new JsonObject { ["supportForward"] = false },
        ["imGroupOpenDeliverModel"] = new JsonObject { ["robotCode"] = DingTalkDemo.RobotCode },
        ["userIdType"] = 1,
    };

    public static JsonObject Map(params (string Name, string Value)[] values) => new()
    {
        ["cardParamMap"] = new JsonObject([.. values.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))]),
    };

    /// <summary>Sends a card and waits until it is shown.</summary>
    public static async Task<ReceivedMessage> ShowCardAsync(DingTalkDouble platform, HttpClient http, string outTrackId)
    {
        await ApiAsync(http, HttpMethod.Post, "v1.0/card/instances/createAndDeliver", await TokenAsync(http), Card(outTrackId));
        return await platform.WaitForAsync(m => m.Card?.TaskId == outTrackId);
    }
}
