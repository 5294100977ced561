using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.Channels.DingTalk.Tests.Support;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>Each pair of files in <c>Fixtures/</c> is a test; see the README there.</summary>
public sealed class DingTalkInboundFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");
    private static readonly DingTalkAccount Account = Accounts.With("dinginventedrobot");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json")
        .Select(Path.GetFileName)
        .Where(name => !name!.EndsWith(".expected.json", StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name!))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Map_Fixture_BecomesWhatIsExpected(string name)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected.json")))!.AsObject();
        var raw = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Folder, name + ".json")), DingTalkJson.Default.RobotMessage)!;

        var actual = ActivityJson.Write(DingTalkInbound.Map(raw, Account));

        if (expected["messageId"]?.GetValue<string>() is { } id && id.EndsWith('*'))
        {
            Assert.StartsWith(id[..^1], actual["messageId"]!.GetValue<string>(), StringComparison.Ordinal);
            expected["messageId"] = actual["messageId"]!.DeepClone();
        }

        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
    }

    [Fact]
    public void Map_SameMessageWithoutId_GetsTheSameIdAgainAndAnotherForOtherWords()
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "text__no_msg_id.json")))!.AsObject();
        var first = MessageIdOf(json);
        Assert.Equal(first, MessageIdOf(json));

        json["sessionWebhookExpiredTime"] = 1772594400001;
        Assert.Equal(first, MessageIdOf(json));

        json["text"] = new JsonObject { ["content"] = "请假" };
        Assert.NotEqual(first, MessageIdOf(json));
    }

    private static string MessageIdOf(JsonObject json) =>
        Assert.IsType<DingTalkActivity.Turn>(
            DingTalkInbound.Map(json.Deserialize(DingTalkJson.Default.RobotMessage)!, Account)).Message.MessageId;
}
