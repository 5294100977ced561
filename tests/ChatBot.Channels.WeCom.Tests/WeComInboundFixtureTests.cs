using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>Each pair in <c>Fixtures/</c> is a test: a callback as the platform sends it, and what the bot makes of it.</summary>
public sealed class WeComInboundFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.xml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Map_Fixture_GivesTheExpectedActivity(string name)
    {
        var xml = File.ReadAllBytes(Path.Combine(Folder, $"{name}.xml"));
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.expected.json")));

        var fault = WeComXml.ReadMessage(xml, out var received);
        Assert.Null(fault);
        var actual = Describe(WeComInbound.Map("main", received!));

        Assert.True(JsonNode.DeepEquals(expected, actual), $"{name}: expected {expected!.ToJsonString()}, got {actual.ToJsonString()}");
    }

    [Fact]
    public void Fixtures_EveryExpectation_HasItsCallback()
    {
        var orphans = Directory.GetFiles(Folder, "*.expected.json")
            .Where(f => !File.Exists(f.Replace(".expected.json", ".xml", StringComparison.Ordinal)));
        Assert.Empty(orphans);
        Assert.NotEmpty(Names);
    }

    private static JsonObject Describe(InboundMessage? message)
    {
        if (message is null)
        {
            return new JsonObject { ["ignored"] = true };
        }

        var activity = new JsonObject
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
        };
        if (message.Tapped is { } tapped)
        {
            activity["tapped"] = new JsonObject { ["key"] = tapped.Key, ["copy"] = tapped.CopyId, ["code"] = tapped.UpdateCode };
        }

        return activity;
    }
}
