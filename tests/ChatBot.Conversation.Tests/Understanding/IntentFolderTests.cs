using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Tests.Dialogs;
using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>A new intent is a folder in <c>dialogs/</c> with an <c>examples.yaml</c>, and nothing else.</summary>
public sealed class IntentFolderTests
{
    private const string Dues = """
        intents:
          query_dues:
            run: points.mine
            with: {month: month}
            slots: [dues_kind, when, receipt]
            time: past
            about: dues
            believed_far_ahead: yes
            rules:
              - {name: ask dues, at: 205, all: [dues, dues_asked], none: [dues_rule]}
            examples:
              - 我的党费交到什么时候了
              - 党费我还欠着吗
              - 看一下我交的党费
              - 党费交齐没有呀
              - 我这边党费都结清了没
              - 党费有没有漏交
        nothing:
          examples:
            - 党费收缴标准调整了
            - 党费是按工资比例算的
          rules:
            - {name: dues rule, at: 45, all: [dues_rule]}
        signs:
          dues: 党费
          dues_asked: [多少, 交到, '还差|欠']
          dues_rule: '{dues_papers}(规定|标准)'
          receipt_number: '收据(?<receipt>[0-9]{4})'
        words:
          dues_papers: [党费, 党费收缴]
        more_words:
          deeds: 交党费
          deeds_of_others: 党费
          wishes: 交党费
          procedures: 交党费
        sorts:
          dues_kind:
            groups:
              - {value: special, weight: 2, words: 特殊党费 大额党费}
              - {value: monthly, words: 党费, unless: 工会, otherwise: other}
            not_meant:
              - {words: 党费, before: 证}
        """;

    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);

    private static readonly Lazy<Understander> WithDues = new(() =>
    {
        using var dialogs = Product().With("dues/examples.yaml", Dues);
        return Understander.Load(dialogs.Path);
    });

    [Theory]
    [InlineData("二月份的党费我交了多少", "query_dues", true)]
    [InlineData("我的党费都交齐了没呀", "query_dues", false)]
    [InlineData("党费收缴规定多少", "none", true)]
    [InlineData("党费收缴的标准又调整了", "none", false)]
    [InlineData("老张党费交了多少", "none", true)]
    [InlineData("我没有要交党费", "none", true)]
    [InlineData("你们都交党费了吗", "none", true)]
    [InlineData("交党费怎么弄", "help", true)]
    [InlineData("周五党课我请假，出差", "leave_request", true)]
    public void Understand_IntentOfANewFolder_IsTaken(string text, string intent, bool isByRule)
    {
        var understood = WithDues.Value.Understand(text, Said, explain: true);
        Assert.Equal((intent, isByRule), (understood.Intent, understood.IsByRule));
    }

    [Theory]
    [InlineData("二月份的党费我交了多少，收据4821", "month=2026-02 dues_kind=monthly receipt=4821")]
    [InlineData("特殊党费和党费我各交了多少", "dues_kind=special")]
    [InlineData("工会说的党费我交了多少", "dues_kind=other")]
    [InlineData("党费证上写的党费交到几月", "dues_kind=monthly")]
    [InlineData("党费证交到哪里", "")]
    public void Understand_SlotsOfANewFolder_AreRead(string text, string slots)
    {
        var understood = WithDues.Value.Understand(text, Said);
        Assert.Equal("query_dues", understood.Intent);
        Assert.Equal(
            slots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            understood.Slots.Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_NewFolder_HasNoFault()
    {
        using var dialogs = Product().With("dues/examples.yaml", Dues);
        Assert.Empty(DialogsCheck.Run(dialogs.Path, ProductNames.Declared()));
    }

    [Fact]
    public async Task Turn_FolderAddedWhileTheBotRuns_IsHeardWithoutRestart()
    {
        using var dialogs = Product();
        using var bot = new Bot(dialogs.Path);
        await bot.Says("二月份的党费我交了多少");
        Assert.Empty(bot.Runs);

        dialogs.With("dues/examples.yaml", Dues);
        bot.Clock.Advance(TimeSpan.FromSeconds(4));
        await bot.Says("二月份的党费我交了多少");
        var (useCase, inputs) = Assert.Single(bot.Runs);
        Assert.Equal(("points.mine", "2026-02"), (useCase, inputs.Text("month")));
    }

    [Theory]
    [InlineData("intents: {tea: {rules: [{at: 5, all: [thirsty]}]}}", "tea/examples.yaml:1: rule 'tea' names the sign 'thirsty', which does not exist")]
    [InlineData("intents: {tea: {rules: [{at: 5}]}}", "tea/examples.yaml:1: a rule needs 'any' or 'all' (the signs that a message must have)")]
    [InlineData("intents: {tea: {rules: [{at: 5000, all: [question]}]}}", "tea/examples.yaml:1: 'at' must lie between 1 and 1000")]
    [InlineData("intents: {tea: {about: thirst}}", "tea/examples.yaml:1: intent 'tea' is about the sign 'thirst', which does not exist")]
    [InlineData("intents: {tea: {slots: [cup]}}", "tea/examples.yaml:1: intent 'tea' has the slot 'cup', which nothing reads (known: meeting, when, quantity, choice, a sort, or a sign with a group (?<cup>…))")]
    [InlineData("intents: {tea: {coarse: drink}}", "tea/examples.yaml:1: 'drink' is no intent")]
    [InlineData("intents: {leave_request: {}}", "tea/examples.yaml:1: the intent 'leave_request' is already in leave/examples.yaml:2 (give one of them another name)")]
    [InlineData("signs: {question: 吗}", "turn/examples.yaml:")]
    [InlineData("signs: {quantity: 两杯}", "tea/examples.yaml:1: the sign 'quantity' is one that the bot reads itself (give it another name)")]
    [InlineData("signs: {tea: '('}", "tea/examples.yaml:1: sign 'tea' is not a regular expression: ")]
    [InlineData("signs: {tea: '{cups}'}", "tea/examples.yaml:1: sign 'tea' names the words '{cups}', which do not exist (known: ")]
    [InlineData("signs: {tea: {all: [coffee]}, coffee: {none: [tea]}}", "tea/examples.yaml:1: sign 'tea' stands on itself")]
    [InlineData("signs: {tea: {every: [question]}}", "tea/examples.yaml:1: 'every' is not known here (known: ")]
    [InlineData("words: {when: [几点]}", "turn/examples.yaml:")]
    [InlineData("words: {tea: ['{tea}']}\nsigns: {cup: '{tea}'}", "tea/examples.yaml:2: sign 'cup' names the words '{tea}', which do not exist")]
    [InlineData("more_words: {teas: [红茶]}", "tea/examples.yaml:1: there are no words 'teas' (known: ")]
    [InlineData("more_signs: {question: [quantity]}", "tea/examples.yaml:1: there is no sign 'question' that combines others")]
    [InlineData("sorts: {tea: {groups: [{words: 红茶}]}}", "tea/examples.yaml:1: 'value' is missing (what the slot holds)")]
    [InlineData("sorts: {reason: {}}", "tea/examples.yaml:1: the sort 'reason' is already in leave/examples.yaml:")]
    [InlineData("intent: tea", "tea/examples.yaml:1: 'intent' is not known here (known: ")]
    public void Load_Fault_IsToldWithFileAndLine(string yaml, string expected)
    {
        using var dialogs = Product().With("tea/examples.yaml", yaml);
        var faults = new List<Fault>();
        IntentLibrary.Load(dialogs.Path, faults);
        Assert.StartsWith(expected, Assert.Single(faults.Distinct(), f => f.ToString().StartsWith(expected, StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => Understander.Load(dialogs.Path));
    }

    // The product's own files, so that what a new folder adds stands beside all that is there.
    private static TemporaryDialogs Product()
    {
        var dialogs = new TemporaryDialogs();
        foreach (var file in Directory.EnumerateFiles(ProductFiles.Dialogs, "*.yaml", SearchOption.AllDirectories))
        {
            dialogs.With(Path.GetRelativePath(ProductFiles.Dialogs, file), File.ReadAllText(file));
        }

        return dialogs;
    }
}
