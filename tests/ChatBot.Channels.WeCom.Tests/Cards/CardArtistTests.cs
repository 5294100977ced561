using ChatBot.Channels.WeCom.Cards;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Cards;

/// <summary>What fits on a card and what is said beside it.</summary>
public sealed class CardArtistTests
{
    private static readonly Button[] Two = [new("报名", "报名 党课"), new("请假", "请假 党课")];

    [Fact]
    public void Draw_ShortMessage_HoldsEverything()
    {
        var drawn = Draw(new OutboundMessage { Title = "党课", Text = "周三 19:00", Buttons = Two })!;

        Assert.Equal("", drawn.TextBefore);
        Assert.Equal((TemplateCard.ButtonInteraction, "党课", "周三 19:00", "t1"), (drawn.Card.CardType, drawn.Card.MainTitle.Title, drawn.Card.SubTitleText, drawn.Card.TaskId));
        Assert.Equal(["报名 党课", "请假 党课"], drawn.Card.ButtonList!.Select(b => b.Key));
    }

    [Theory]
    [InlineData(112, true)]
    [InlineData(113, false)]
    public void Draw_TextAtTheLimit_IsCountedInCharactersAndNeverCut(int length, bool fits)
    {
        // An emoji is one character to a reader and several to a machine.
        var text = string.Concat(Enumerable.Repeat("👨‍👩‍👧", length));
        var drawn = Draw(new OutboundMessage { Title = "名单", Text = text, Buttons = Two })!;

        Assert.Equal(fits, drawn.Card.SubTitleText == text);
        Assert.Equal(fits ? "" : $"【名单】\n{text}", drawn.TextBefore);
    }

    [Fact]
    public void Draw_TitleTooLong_IsSaidWholeBeforeTheCard()
    {
        var drawn = Draw(new OutboundMessage { Title = new string('长', 27), Text = "周三", Buttons = Two })!;

        Assert.Equal(new string('长', 25) + "…", drawn.Card.MainTitle.Title);
        Assert.Contains(new string('长', 27), drawn.TextBefore, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("请选择", "请选择", null)]
    [InlineData("请选择\n周三党课", "请选择", "周三党课")]
    public void Draw_WithoutTitle_TheFirstLineIsIt(string text, string title, string? rest)
    {
        var drawn = Draw(new OutboundMessage { Text = text, Buttons = Two })!;
        Assert.Equal((title, rest, ""), (drawn.Card.MainTitle.Title, drawn.Card.SubTitleText, drawn.TextBefore));
    }

    [Fact]
    public void Draw_NothingToTap_IsNoCard() => Assert.Null(Draw(new OutboundMessage { Text = "好的" }));

    [Fact]
    public void Draw_MoreButtonsThanACardTakes_IsNoCard() =>
        Assert.Null(Draw(new OutboundMessage { Text = "选", Buttons = [.. Enumerable.Range(1, 7).Select(n => new Button($"{n}", $"第{n}个"))] }));

    [Fact]
    public void Draw_TwoButtonsThatSayTheSame_IsNoCard() =>
        Assert.Null(Draw(new OutboundMessage { Text = "选", Buttons = [new("是", "好"), new("行", "好")] }));

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Draw_KeyAtTheLimit_IsCountedInBytes(int bytes, bool fits) =>
        Assert.Equal(fits, Draw(new OutboundMessage { Text = "选", Buttons = [new("是", new string('x', bytes))] }) is not null);

    [Fact]
    public void Draw_PickerAlone_IsAVoteWithOneAnswer()
    {
        var drawn = Draw(new OutboundMessage { Text = "哪一次？", Picker = new Picker("选择会议", Two) })!;

        Assert.Equal((TemplateCard.VoteInteraction, 0), (drawn.Card.CardType, drawn.Card.Checkbox!.Mode));
        Assert.Equal(["报名 党课", "请假 党课"], drawn.Card.Checkbox.OptionList.Select(o => o.Id));
        Assert.True(CardArtist.IsSubmit(drawn.Card.SubmitButton!.Key));
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(5, 2)]
    public void Draw_PickerBesideButtons_BecomesButtonsWhereThereIsRoom(int options, int buttons)
    {
        var message = new OutboundMessage
        {
            Text = "哪一次？",
            Buttons = Two,
            Picker = new Picker("选择会议", [.. Enumerable.Range(1, options).Select(n => new Button($"{n}", $"第{n}个"))]),
        };
        Assert.Equal(buttons, Draw(message)!.Card.ButtonList!.Count);
    }

    [Fact]
    public void Redraw_StateWithoutButtons_IsANoticeUnderTheSameId()
    {
        var drawn = CardArtist.Redraw(new OutboundMessage { Title = "请假申请", Text = "已批准" }, "t1", CardLimits.Robot);
        Assert.Equal((TemplateCard.TextNotice, "t1", 1), (drawn.Card.CardType, drawn.Card.TaskId, drawn.Card.CardAction!.Type));
    }

    [Fact]
    public void Limits_OfTheApp_AreWider()
    {
        var message = new OutboundMessage { Title = new string('题', 36), Text = new string('文', 160), Buttons = Two };
        Assert.Equal("", CardArtist.Draw(message, "t1", CardLimits.App)!.TextBefore);
        Assert.NotEqual("", Draw(message)!.TextBefore);
    }

    private static DrawnCard? Draw(OutboundMessage message) => CardArtist.Draw(message, "t1", CardLimits.Robot);
}
