using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Channels.DingTalk.Tests.Support;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>The bodies that go out, for the forms that this channel uses.</summary>
public sealed class OutboundVectorTests
{
    [Fact]
    public void WebhookBody_SharedText_IsWrittenTheSame()
    {
        var expected = JsonNode.Parse(SharedFiles.VectorsOrSkip().GetProperty("outbound").GetProperty("customRobotBodies").GetProperty("text").GetRawText());

        var body = JsonSerializer.SerializeToNode(
            new WebhookBody
            {
                Text = new TextContent("请 @0123456789 确认周五党课"),
                At = new Mention { UserIds = ["0123456789"] },
                MessageUuid = "outbox-0001",
            },
            DingTalkJson.Outgoing.WebhookBody);

        Assert.True(JsonNode.DeepEquals(expected, body), body!.ToJsonString());
    }

    [Fact]
    public void ApiSend_SharedSampleText_IsWrittenTheSame()
    {
        var expected = SharedFiles.VectorsOrSkip().GetProperty("outbound").GetProperty("apiMsgKeys").GetProperty("sampleText");

        var body = JsonSerializer.SerializeToElement(
            new ApiSend { RobotCode = "r", MessageParam = JsonSerializer.Serialize(new TextContent("周五党课"), DingTalkJson.Outgoing.TextContent) },
            DingTalkJson.Outgoing.ApiSend);

        Assert.Equal(expected.GetProperty("msgKey").GetString(), body.GetProperty("msgKey").GetString());
        Assert.Equal(expected.GetProperty("msgParam").GetString(), body.GetProperty("msgParam").GetString());
    }

    [Fact]
    public void WebhookBody_Text_LeavesOutWhatIsNotSet() =>
        Assert.Equal(
            """{"msgtype":"text","text":{"content":"周五“党课”<&>"}}""",
            JsonSerializer.Serialize(new WebhookBody { Text = new TextContent("周五“党课”<&>") }, DingTalkJson.Outgoing.WebhookBody));
}
