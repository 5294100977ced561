using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>Each pair in <c>Robot/Fixtures/</c> is a test: a callback as the platform sends it, and what the bot makes of it.</summary>
public sealed class RobotInboundFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Robot", "Fixtures");

    /// <summary>Every type of message and event of pages 100719 and 101027.</summary>
    private static readonly string[] Documented =
    [
        "text", "mixed", "image", "voice", "file", "video", "stream", "enter_chat", "template_card_event", "feedback_event", "disconnected_event",
    ];

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.expected.json").Select(f => Path.GetFileName(f).Split('.')[0]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Map_Fixture_GivesTheExpectedActivity(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")));
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.expected.json")));

        var actual = Describe(RobotInbound.Map("main", RobotCallback.Read(json.RootElement), DateTimeOffset.UnixEpoch));

        Assert.True(JsonNode.DeepEquals(expected, actual), $"{name}: expected {expected!.ToJsonString()}, got {actual.ToJsonString()}");
    }

    [Fact]
    public void Fixtures_EveryDocumentedType_HasOne() =>
        Assert.All(Documented, type => Assert.NotEmpty(Directory.GetFiles(Folder, $"{type}__*.expected.json")));

    [Fact]
    public void Map_CallbackWithoutTimeHeardTwice_IsKnownByTheSameKey()
    {
        using var json = JsonDocument.Parse("""{"msgid":"m1","chattype":"single","from":{"userid":"u1"},"msgtype":"text","text":{"content":"报名"}}""");
        var callback = RobotCallback.Read(json.RootElement);
        var (here, elsewhere) = (RobotInbound.Map("main", callback, DateTimeOffset.UnixEpoch)!, RobotInbound.Map("main", callback, DateTimeOffset.UnixEpoch.AddHours(1))!);

        Assert.Equal((here.InboxKey, here.Name), (elsewhere.InboxKey, elsewhere.Name));
    }

    /// <summary>The same words said again are no repeat; nothing else tells them apart.</summary>
    [Fact]
    public void Map_CallbackWithoutTimeAndId_IsKnownByWhenItWasHeard()
    {
        using var json = JsonDocument.Parse("""{"chattype":"single","from":{"userid":"u1"},"msgtype":"text","text":{"content":"报名"}}""");
        var callback = RobotCallback.Read(json.RootElement);

        Assert.NotEqual(
            RobotInbound.Map("main", callback, DateTimeOffset.UnixEpoch)!.InboxKey,
            RobotInbound.Map("main", callback, DateTimeOffset.UnixEpoch.AddHours(1))!.InboxKey);
    }

    [Theory]
    [InlineData("u\\u0000", "m1", "c1")]
    [InlineData("u1", "m\\u0007", "c1")]
    [InlineData("u1", "m1", "c\\u0000")]
    public void Map_IdsThatNoStoreTakes_AreIgnored(string user, string message, string chat)
    {
        using var json = JsonDocument.Parse(
            $$$"""{"msgid":"{{{message}}}","chattype":"group","chatid":"{{{chat}}}","from":{"userid":"{{{user}}}"},"msgtype":"text","text":{"content":"报名"}}""");
        Assert.Null(RobotInbound.Map("main", RobotCallback.Read(json.RootElement), DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"msgtype":["text"],"from":"x"}""")]
    [InlineData("""{"msgtype":"mixed","from":{"userid":"u1"},"mixed":{"msg_item":[null,3,{"msgtype":null}]}}""")]
    public void Read_AnyJson_NeverFails(string text)
    {
        using var json = JsonDocument.Parse(text);
        var message = RobotInbound.Map("main", RobotCallback.Read(json.RootElement), DateTimeOffset.UnixEpoch);
        Assert.True(message is null || message.Text.Length == 0);
    }

    private static JsonObject Describe(InboundMessage? message) => message is null
        ? new JsonObject { ["ignored"] = true }
        : new JsonObject
        {
            ["sender"] = message.Sender.ToString(),
            ["messageId"] = message.MessageId,
            ["scope"] = message.Scope.ToString(),
            ["conversationId"] = message.ConversationId,
            ["sentAt"] = JsonSerializer.SerializeToNode(message.SentAt),
            ["kind"] = message.Kind.ToString(),
            ["text"] = message.Text,
            ["attachments"] = new JsonArray([.. message.Attachments.Select(a =>
                (JsonNode)new JsonObject { ["kind"] = a.Kind, ["id"] = a.PlatformId, ["name"] = a.Name })]),
            ["tapped"] = message.Tapped is { } tapped ? new JsonObject { ["key"] = tapped.Key, ["copy"] = tapped.CopyId } : null,
        };
}
