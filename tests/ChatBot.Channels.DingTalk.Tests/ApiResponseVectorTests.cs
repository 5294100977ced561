using System.Text;
using System.Text.Json;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>The protocol's answers, each with the class that says what to do next.</summary>
public sealed class ApiResponseVectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 1, 50, 0, TimeSpan.Zero);

    [Fact]
    public void Read_SharedAnswers_EachHasTheClassOfTheVector() =>
        Assert.All(SharedFiles.VectorsOrSkip().GetProperty("apiResponses").EnumerateArray(), vector =>
        {
            var body = vector.GetProperty("body");
            var bytes = Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
            var call = vector.GetProperty("call").GetString()!;

            var answer = DingTalkAnswer.Read(vector.GetProperty("status").GetInt32(), bytes, IsSend(call), Now);

            var failure = answer.Failure;
            switch (vector.GetProperty("class").GetString())
            {
                case "ok":
                    Assert.Null(failure);
                    break;
                case "partial":
                    // Success of the call; who was left out stands in the lists (cards: in deliverResults, and we send none).
                    Assert.Null(failure);
                    Assert.True(call.StartsWith("card/", StringComparison.Ordinal) || answer.Body.InvalidStaffIds.GetArrayLength() > 0);
                    break;
                case "token":
                    Assert.True(failure is { Category: FailureCategory.Authentication, RenewsToken: true });
                    break;
                case "permanent":
                    Assert.True(failure is { RenewsToken: false, Category: FailureCategory.Permanent or FailureCategory.Configuration or FailureCategory.Authentication });
                    break;
                case "throttle":
                    Assert.Equal(FailureCategory.RateLimited, failure?.Category);
                    Assert.InRange(failure!.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
                    break;
                case "quota":
                    Assert.Equal(FailureCategory.RateLimited, failure?.Category);
                    Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8)), Now + failure!.RetryAfter);
                    break;
                case "retry":
                    Assert.True(failure is { Category: FailureCategory.Transient or FailureCategory.ServiceDown });
                    break;
                case "unknown":
                    Assert.Equal(FailureCategory.UnknownOutcome, failure?.Category);
                    break;
                default:
                    Assert.Fail("an unknown class");
                    break;
            }
        });

    [Theory]
    [InlineData("{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"uuid\":\"u\"}", 403)]
    [InlineData("{\"status\":\"1111\"}", 200)]
    [InlineData("  <!DOCTYPE html><html></html>", 200)]
    [InlineData("<html></html>", 403)]
    public void Read_BlockOfTheAddress_StopsEverything(string body, int status)
    {
        var failure = DingTalkAnswer.Read(status, Encoding.UTF8.GetBytes(body), isSend: true, Now).Failure;
        Assert.True(failure is { BlocksAddress: true, Category: FailureCategory.RateLimited, Code: "1111" });
        Assert.Equal(TimeSpan.FromMinutes(5), failure.RetryAfter);
    }

    [Theory]
    [InlineData("<html>502</html>", 502, FailureCategory.Transient)]
    [InlineData("<html>404</html>", 404, FailureCategory.Permanent)]
    [InlineData("<html>moved</html>", 302, FailureCategory.Configuration)]
    [InlineData("", 200, FailureCategory.UnknownOutcome)]
    [InlineData("ok", 200, FailureCategory.UnknownOutcome)]
    [InlineData("[]", 200, FailureCategory.UnknownOutcome)]
    public void Read_NoJsonObject_GoesByTheStatus(string body, int status, FailureCategory category) =>
        Assert.Equal(category, DingTalkAnswer.Read(status, Encoding.UTF8.GetBytes(body), isSend: true, Now).Failure?.Category);

    // Tokens, roster and downloads may be asked again; every other call may have said something.
    private static bool IsSend(string call) =>
        !call.StartsWith("oauth2/", StringComparison.Ordinal)
        && !call.StartsWith("topapi/", StringComparison.Ordinal)
        && call is not ("gettoken" or "robot/messageFiles/download" or "gateway/connections/open");
}
