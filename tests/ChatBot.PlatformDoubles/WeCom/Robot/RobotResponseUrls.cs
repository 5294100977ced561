using System.Security.Cryptography;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>response_url of URL mode (page 101138): one call within an hour, no access token, nothing encrypted.</summary>
internal sealed class RobotResponseUrls(WeComDouble platform, WeComMedia media)
{
    private const string Path = "/cgi-bin/aibot/response";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly RobotContent _content = new(media, owner: "");
    private readonly Dictionary<string, (string Chat, bool IsGroup, string MsgId, DateTimeOffset Ends)> _codes = [];

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "POST", Path, WeComRoutes.RobotResponse, (call, _) => Task.FromResult(Respond(call)));

    public string Issue(string chat, bool isGroup, string msgId)
    {
        var code = RandomNumberGenerator.GetHexString(40, lowercase: true);
        lock (_gate)
        {
            _codes[code] = (chat, isGroup, msgId, platform.Clock.GetUtcNow() + Life);
        }

        return new Uri(platform.BaseUrl, $"{Path}?response_code={code}").AbsoluteUri;
    }

    private Answer Respond(ApiCall call)
    {
        var body = call.RequireJson();
        (string Chat, bool IsGroup, string MsgId, DateTimeOffset Ends) to;
        lock (_gate)
        {
            // Used up by the call, also when its body is refused: the page grants one call.
            if (!_codes.Remove(call.Query("response_code"), out to) || call.Now >= to.Ends)
            {
                throw call.Refuse(40058, "response_code is invalid");
            }
        }

        try
        {
            var words = _content.Read(body, RobotPlace.ResponseUrl, to.IsGroup, call.Now);
            platform.Take(
                WeComRoutes.RobotResponse, to.Chat, words.Type, words.Text, body, m => m with { Via = to.MsgId, Card = words.Card });
            return WeComErrors.Ok();
        }
        catch (RobotRefusal refusal)
        {
            return Answer.Json(RobotRefusal.Body(refusal.Code, refusal.Detail, call.Now));
        }
    }
}
