using System.Text.Json;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>The protocol's robot messages; the hostile ones differ from the others in their session webhook alone.</summary>
public sealed class RobotMessageVectorTests
{
    private static readonly DingTalkAccount Account = Accounts.With("dingexamplerobot01");

    private static readonly Dictionary<string, (InboundKind Kind, ConversationScope Scope, string Text, string Attachments)> Turns = new(StringComparer.Ordinal)
    {
        ["text__group_mention"] = (InboundKind.Text, ConversationScope.Group, "周三党课我请假", ""),
        ["text__single"] = (InboundKind.Text, ConversationScope.Private, "报名", ""),
        ["text__quote"] = (InboundKind.Text, ConversationScope.Group, "这个我参加", ""),
        ["richText__text_and_picture"] = (InboundKind.Text, ConversationScope.Group, "志愿服务", "image:exampleDownloadCode1"),
        ["picture__single"] = (InboundKind.Attachment, ConversationScope.Private, "", "image:exampleDownloadCode2"),
        ["audio__recognised"] = (InboundKind.Text, ConversationScope.Private, "我明天请假", "voice:exampleDownloadCode3"),
        ["video__single"] = (InboundKind.Attachment, ConversationScope.Private, "", "video:exampleDownloadCode4"),
        ["file__single"] = (InboundKind.Attachment, ConversationScope.Private, "", "file:exampleDownloadCode5:学习心得.docx"),
        ["unknown__future_type"] = (InboundKind.Unsupported, ConversationScope.Private, "", ""),
        ["text__group_mention_other_member"] = (InboundKind.Text, ConversationScope.Group, "@李明 请假", ""),
        ["text__http_flat_content"] = (InboundKind.Text, ConversationScope.Group, "你好", ""),
        ["text__numbers_as_strings"] = (InboundKind.Text, ConversationScope.Private, "报名", ""),
        ["text__blank_after_mention"] = (InboundKind.Text, ConversationScope.Group, "", ""),
        ["text__quote_of_card"] = (InboundKind.Text, ConversationScope.Private, "继续", ""),
        ["text__quote_without_body"] = (InboundKind.Text, ConversationScope.Private, "这个", ""),
        ["richText__two_texts_and_unknown_item"] = (InboundKind.Text, ConversationScope.Group, "第一行\n第二行", "image:exampleDownloadCode6"),
        ["picture__with_picture_code"] = (InboundKind.Attachment, ConversationScope.Private, "", "image:exampleDownloadCode7"),
        ["audio__without_recognition"] = (InboundKind.Attachment, ConversationScope.Private, "", "voice:exampleDownloadCode8"),
        ["file__hostile_name"] = (InboundKind.Attachment, ConversationScope.Private, "", "file:exampleDownloadCode9:passwd.pdf"),
        ["unknownMsgType__official"] = (InboundKind.Unsupported, ConversationScope.Private, "", ""),
    };

    private static readonly Dictionary<string, IgnoredReason> Ignored = new(StringComparer.Ordinal)
    {
        ["text__no_staff_id"] = IgnoredReason.NoIdentity,
        ["text__quota_exceeded"] = IgnoredReason.QuotaUsedUp,
    };

    [Fact]
    public void Map_SharedVectors_EachBecomesItsActivity() =>
        Assert.All(SharedFiles.VectorsOrSkip().GetProperty("robotMessages").EnumerateObject(), vector =>
        {
            var activity = DingTalkInbound.Map(vector.Value.Deserialize(DingTalkJson.Default.RobotMessage)!, Account);
            if (Ignored.TryGetValue(vector.Name, out var reason))
            {
                Assert.Equal(reason, Assert.IsType<DingTalkActivity.Ignored>(activity).Reason);
                return;
            }

            var message = Assert.IsType<DingTalkActivity.Turn>(activity).Message;
            Assert.Equal(new PlatformUser("dingtalk", "main", "0123456789"), message.Sender);
            Assert.Equal("cidExample0Group1Branch2Chat3==", message.ConversationId);
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772589000000), message.SentAt);
            Assert.Equal(vector.Value.GetProperty("msgId").GetString(), message.MessageId);
            Assert.Equal("李明", message.SenderName);
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1772594400000), message.ReplyTo?.ExpiresAt);

            var isHostile = vector.Name.Contains("__hostile_webhook_", StringComparison.Ordinal);
            Assert.Equal(!isHostile, DingTalkAddresses.TryGetSessionWebhook(message.ReplyTo?.Address, Account.Oapi, out _));

            var expected = isHostile ? (InboundKind.Text, ConversationScope.Private, "报名", "") : Turns[vector.Name];
            Assert.Equal(expected, (message.Kind, message.Scope, message.Text, string.Join(' ', message.Attachments.Select(Describe))));
        });

    private static string Describe(InboundAttachment attachment) =>
        attachment.Name is null ? $"{attachment.Kind}:{attachment.PlatformId}" : $"{attachment.Kind}:{attachment.PlatformId}:{attachment.Name}";
}
