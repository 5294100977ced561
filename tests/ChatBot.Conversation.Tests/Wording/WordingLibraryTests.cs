using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Wording;

public sealed class WordingLibraryTests
{
    private static readonly BranchCalendar Calendar = BranchCalendar.For("Asia/Shanghai");

    // Wednesday 2026-03-04 10:00 in Shanghai.
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-11T15:00+08:00", "moment", "3月11日（周三）15:00")]
    [InlineData("2027-03-11T15:00+08:00", "moment", "2027年3月11日（周四）15:00")]
    [InlineData("2026-03-10T23:30Z", "moment", "3月11日（周三）07:30")]
    [InlineData("2026-03-11T15:00+08:00", "day", "3月11日（周三）")]
    [InlineData("2026-03-11T15:00+08:00", "time", "15:00")]
    [InlineData("2026-03-11T15:00+08:00", "month", "3月")]
    [InlineData("2026-03-04T15:00+08:00", "relative", "今天15:00")]
    [InlineData("2026-03-05T09:05+08:00", "relative", "明天09:05")]
    [InlineData("2026-03-06T15:00+08:00", "relative", "后天15:00")]
    [InlineData("2026-03-03T15:00+08:00", "relative", "昨天15:00")]
    [InlineData("2026-03-07T15:00+08:00", "relative", "3天后")]
    [InlineData("2026-02-28T15:00+08:00", "relative", "4天前")]
    [InlineData("2026-03-18T15:00+08:00", "relative", "3月18日（周三）15:00")]
    public void Render_Instant_SpeaksTheBranchCalendar(string at, string format, string expected)
    {
        using var dialogs = new TemporaryDialogs();
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, Say(dialogs, $"k: \"{{when:{format}}}\"", ("when", instant)));
    }

    [Theory]
    [InlineData("2026-03-11T16:30+08:00", "3月11日（周三）15:00–16:30")]
    [InlineData("2026-03-12T09:00+08:00", "3月11日（周三）15:00–3月12日（周四）09:00")]
    public void Render_Range_SaysTheDayOnceWhenItIsOne(string end, string expected)
    {
        using var dialogs = new TemporaryDialogs();
        var from = new DateTimeOffset(2026, 3, 11, 7, 0, 0, TimeSpan.Zero);
        var until = DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, Say(dialogs, "k: \"{a~b:range}\"", ("a", from), ("b", until)));
        Assert.Equal(expected, Say(dialogs, "k: \"{both:range}\"", ("both", (from, until))));
    }

    [Theory]
    [InlineData(3 * 24 * 60, "3天")]
    [InlineData(120, "2小时")]
    [InlineData(150, "2小时30分钟")]
    [InlineData(0, "0分钟")]
    [InlineData(40 * 24 * 60, "40天")]
    public void Render_Duration_UsesChineseUnits(int minutes, string expected)
    {
        using var dialogs = new TemporaryDialogs();
        Assert.Equal(expected, Say(dialogs, "k: \"{left:duration}\"", ("left", TimeSpan.FromMinutes(minutes))));
    }

    [Fact]
    public void Render_OtherFacts_AreWordedByTheirType()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("more/wording.yaml", "enum: {LeaveReason: {Sick: 病假}, Roles: {Secretary: 书记, Deputy: 副手}}\nword: {'yes': 是, 'no': 否}\nrow: \"{n} 号\"");
        Assert.Equal(
            "2.5|病假|是|书记、副手|2025年12月|1 号\n2 号|甲、乙|1. 甲\n2. 乙|{}|",
            Say(
                dialogs,
                "k: \"{n:number}|{why}|{flag}|{roles}|{month}|{rows}|{names:join}|{names:numbered}|{{}}|{nothing}\"",
                ("n", 2.50m),
                ("why", LeaveReason.Sick),
                ("flag", true),
                ("roles", Roles.Secretary | Roles.Deputy),
                ("month", new PointsMonth(2025, 12)),
                ("rows", new[] { Phrase.Of("row", ("n", 1)), Phrase.Of("row", ("n", 2)) }),
                ("names", new[] { "甲", "乙" }),
                ("nothing", null)));
    }

    [Theory]
    [InlineData("三楼", "在三楼。")]
    [InlineData("", "地点待定。")]
    [InlineData(null, "地点待定。")]
    public void Render_Section_SpeaksOnlyOfWhatIsThere(string? place, string expected)
    {
        using var dialogs = new TemporaryDialogs();
        Assert.Equal(expected, Say(dialogs, "k: \"{?place}在{place}。{/place}{!place}地点待定。{/place}\"", ("place", place)));
        Assert.Equal("地点待定。", Say(dialogs, "k: \"{?place}在{place}。{/place}{!place}地点待定。{/place}\""));
    }

    [Fact]
    public void Render_MissingFact_ThrowsInTestsAndStaysEmptyInProduction()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("k/wording.yaml", "k: \"甲{name}乙\"");
        var strict = WordingLibrary.Load(dialogs.Path, strict: true);
        var error = Assert.Throws<InvalidOperationException>(() => strict.Render(Phrase.Of("k"), Calendar, Now));
        Assert.Contains("'name'", error.Message, StringComparison.Ordinal);
        Assert.Equal("甲乙", WordingLibrary.Load(dialogs.Path).Render(Phrase.Of("k"), Calendar, Now));
    }

    [Fact]
    public void Render_UnknownKey_Throws()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("k/wording.yaml", "k: 好");
        Assert.Throws<KeyNotFoundException>(() => WordingLibrary.Load(dialogs.Path).Render(Phrase.Of("l"), Calendar, Now));
    }

    [Fact]
    public void Render_Variants_TakeTurnsAndAreStableWithinAMinute()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("k/wording.yaml", "k: [一, 二, 三]");
        var library = WordingLibrary.Load(dialogs.Path);
        string[] said = [.. Enumerable.Range(0, 6).Select(m => library.Render(Phrase.Of("k"), Calendar, Now.AddMinutes(m)))];
        Assert.Equal(3, said.Distinct().Count());
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(said[0], WordingLibrary.Load(dialogs.Path).Render(Phrase.Of("k"), Calendar, Now.AddSeconds(59)));
    }

    [Fact]
    public void Render_Reply_GivesTitleButtonsAndTheLineToType()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("k/wording.yaml", """
            k: 请审批
            title: 请假
            hint.buttons: 可回复：{options}
            button.leave:
              approve: {label: 同意, say: "/批假 {handle} 同意"}
              decline: {label: 不同意, say: "/批假 {handle} 不同意"}
            """);
        var reply = new Reply(
            Phrase.Of("k"),
            [ButtonPhrase.Of("leave.approve", ("handle", "#a1b2c3")), ButtonPhrase.Of("leave.decline", ("handle", "#a1b2c3"))],
            Phrase.Of("title"));
        var message = WordingLibrary.Load(dialogs.Path, strict: true).Render(reply, Calendar, Now);
        Assert.Equal("请假", message.Title);
        Assert.Equal(["同意", "不同意"], message.Buttons.Select(b => b.Label));
        Assert.Equal("/批假 #a1b2c3 同意", message.Buttons[0].Say);
        Assert.Equal("可回复：「/批假 #a1b2c3 同意」「/批假 #a1b2c3 不同意」", message.TypingHint);
    }

    [Theory]
    [InlineData("a: 一\nk: \"{name\"", 2, "without '}'")]
    [InlineData("k: \"{when:soon}\"", 1, "unknown format 'soon'")]
    [InlineData("k: \"{?a}甲{/b}\"", 1, "does not close")]
    [InlineData("k: \"{?a}甲\"", 1, "never closed")]
    [InlineData("k: \"{名字}\"", 1, "not the name of a fact")]
    [InlineData("k: 一\nk.l: 二\nm: 三\nk: 四", 4, "")]
    [InlineData("x:\n  y: 一\nx.y: 二", 3, "already worded in k/wording.yaml:2")]
    [InlineData("k: 一\nl: []", 2, "a sentence or a list of variants")]
    [InlineData("button.b: {label: 甲}", 1, "has no 'say'")]
    [InlineData("- 一", 1, "must be a mapping")]
    public void Load_FaultyFile_NamesFileAndLine(string yaml, int line, string message)
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("k/wording.yaml", yaml);
        var error = Assert.Throws<DataFileException>(() => WordingLibrary.Load(dialogs.Path));
        var fault = Assert.Single(error.Faults);
        Assert.Equal("k/wording.yaml", fault.File);
        Assert.Equal(line, fault.Line);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ProductWording_HasNoFault()
    {
        var faults = new List<Fault>();
        WordingLibrary.Load(ProductFiles.Dialogs, faults);
        Assert.Empty(faults);
    }

    private static string Say(TemporaryDialogs dialogs, string yaml, params (string Name, object? Value)[] facts) =>
        WordingLibrary.Load(dialogs.With("k/wording.yaml", yaml).Path, strict: true).Render(Phrase.Of("k", facts), Calendar, Now);
}
