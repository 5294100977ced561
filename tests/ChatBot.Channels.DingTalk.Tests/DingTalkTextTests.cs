using System.Text;
using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

public sealed class DingTalkTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void ForApi_BlankText_HasNoParts(string text) => Assert.Empty(DingTalkText.ForApi(text));

    [Fact]
    public void ForApi_ShortText_IsOnePart() => Assert.Equal(["周五党课"], DingTalkText.ForApi("周五党课\n"));

    [Theory]
    [InlineData("支部定于周五下午三点召开党员大会，请大家准时参加。", 600)]
    [InlineData("Please be on time. ", 700)]
    [InlineData("“引号”\"quotes\"\\\n", 2_000)]
    [InlineData("👨‍👩‍👧‍👦🎉", 1_500)]
    [InlineData("\u0001\u0002", 6_000)]
    public void Parts_LongText_EachFitsAndNothingIsLost(string sentence, int times)
    {
        var text = string.Concat(Enumerable.Repeat(sentence, times));

        var api = DingTalkText.ForApi(text);
        var webhook = DingTalkText.ForWebhook(text);

        Assert.True(api.Count > 1);
        Assert.All(api.Concat(webhook), part => Assert.InRange(part.Length, 1, DingTalkText.MostCharacters));
        Assert.All(api, part => Assert.InRange(
            Bytes(new TextContent(part)), 1, DingTalkText.MostParamBytes));
        Assert.All(webhook, part => Assert.InRange(
            JsonSerializer.SerializeToUtf8Bytes(
                new WebhookBody { Text = new TextContent(part), MessageUuid = new string('0', 64), At = new Mention { UserIds = ["0123456789"] } },
                DingTalkJson.Outgoing.WebhookBody).Length,
            1,
            DingTalkText.MostWebhookBytes));
        Assert.Equal(Solid(text), Solid(string.Concat(api)));
        Assert.Equal(Solid(text), Solid(string.Concat(webhook)));
    }

    [Fact]
    public void ForApi_LongText_IsCutAfterSentences()
    {
        var parts = DingTalkText.ForApi(string.Concat(Enumerable.Repeat("支部定于周五下午三点召开党员大会，请大家准时参加。", 400)));
        Assert.All(parts, part => Assert.EndsWith("。", part, StringComparison.Ordinal));
    }

    [Fact]
    public void ForApi_HalfOfAPair_BecomesAReplacementCharacter() => Assert.Equal(["坏\uFFFD字"], DingTalkText.ForApi("坏\uD83D字"));

    private static int Bytes(TextContent content) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(content, DingTalkJson.Outgoing.TextContent));

    private static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
