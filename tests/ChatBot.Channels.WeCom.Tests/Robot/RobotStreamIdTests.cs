using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>Ids of streams hold the message that they answer.</summary>
public sealed class RobotStreamIdTests
{
    private static readonly InboundMessage Message = new()
    {
        Sender = new PlatformUser("wecom", "main", "zhangwei"),
        MessageId = "msg0001",
        Scope = ConversationScope.Group,
        ConversationId = "wrAbC",
        SentAt = DateTimeOffset.FromUnixTimeSeconds(1772596800),
        Kind = InboundKind.Text,
        Text = "周三党课我请假",
    };

    [Fact]
    public void StreamId_OfAMessage_GivesTheSameMessageBack()
    {
        var ids = new RobotStreamId(WeComDemo.RobotEncodingAesKey);

        var id = ids.TryWrite(Message)!;

        Assert.Matches("^[0-9A-Za-z_-]+$", id);
        Assert.Equal(Message, ids.TryRead("main", id)! with { Attachments = Message.Attachments });
        Assert.False(ids.TryRead("main", ids.TryWrite(Message with { IsTimed = false })!)!.IsTimed);
    }

    [Fact]
    public void StreamId_ChangedOrOfAnother_IsNotRead()
    {
        var ids = new RobotStreamId(WeComDemo.RobotEncodingAesKey);
        var id = ids.TryWrite(Message)!;

        Assert.Null(ids.TryRead("main", id[..^4] + (id.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA")));
        Assert.Null(ids.TryRead("main", "nothing of ours"));
        Assert.Null(ids.TryRead("main", ""));
        Assert.Null(ids.TryRead("second", id));
        Assert.Null(new RobotStreamId(WeComDemo.EncodingAesKey).TryRead("main", id));
    }

    [Fact]
    public void StreamId_MessageThatIsTooLongOrHasFiles_HasNone()
    {
        var ids = new RobotStreamId(WeComDemo.RobotEncodingAesKey);
        Assert.Null(ids.TryWrite(Message with { Text = new string('长', 86) }));
        Assert.NotNull(ids.TryWrite(Message with { Text = new string('长', 85) }));
        Assert.Null(ids.TryWrite(Message with { Attachments = [new("image", "aibot::x")] }));
    }
}
