using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Policies;
using ChatBot.Conversation.Tests.Commands;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.Numbers;
using Xunit;

namespace ChatBot.Conversation.Tests.Fuzz;

/// <summary>What the fuzzers found, one case for each repair.</summary>
public sealed class FoundByFuzzing
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);
    private static readonly Understander Understander = Understander.Load(ProductFiles.Dialogs);

    // Patterns over a whole message tried every way to cut 哈哈哈哈 into words.
    [Theory]
    [InlineData("哈")]
    [InlineData("嗯")]
    [InlineData("好")]
    [InlineData("是的")]
    [InlineData("先不")]
    public void Understand_OneWordOverAndOverThenAnother_IsAnswered(string word) =>
        Assert.NotNull(Understander.Understand(string.Concat(Enumerable.Repeat(word, 39 / word.Length)) + "x", Said));

    // The distance to each command's name was kept on the stack, three numbers for each character typed.
    [Fact]
    public async Task Interpret_EndlessWord_IsAnUnknownCommand()
    {
        var outcome = await new CommandBench().SaysAsync("/" + new string('请', 500_000));

        Assert.Equal("command.unknown", Assert.Single(Assert.IsType<CommandOutcome.Answer>(outcome).Replies).Text.Key);
    }

    // A decimal ends at some 10^28.
    [Theory]
    [InlineData("课3131313131313131313131313131313131313131T件")]
    [InlineData("1,000,000,000,000,000,000,000,000亿亿亿")]
    [InlineData("九千九百亿亿亿亿亿亿亿打")]
    public void RecognizeNumber_Beyond_IsRead(string text) => Assert.NotEmpty(NumberRecognizer.Recognize(text));

    // Minutes and lengths beyond what their types hold.
    [Theory]
    [InlineData("wait", "99999999999999999999")]
    [InlineData("wait", "0")]
    [InlineData("max_length", "99999999999")]
    public void Load_FormWithANumberBeyond_IsAFault(string key, string value)
    {
        using var folder = new TemporaryDialogs();
        folder.With("x/forms.yaml", $"forms:\n  x:\n    submit: a.b\n{(key == "wait" ? $"    wait: {value}\n" : "")}    slots:\n      - slot: s\n        type: text\n{(key == "wait" ? "" : $"        {key}: {value}\n")}");

        Assert.Contains(DialogLibrary.Load(folder.Path, new KnownNames(null, null, static _ => true)).Faults, f => f.Message.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: {b: [\"\uFFFDx: {]: ,: &")]
    [InlineData("a: &x [1]\nb: *x\n")]
    [InlineData("a: &x [*x]\n")]
    public void Load_FileThatTheLibraryCannotBear_IsAFault(string text) => Assert.NotEmpty(FaultsOf(text));

    // Nodes are built by recursion: ten thousand brackets ended the process.
    [Fact]
    public void Load_FileOfBrackets_IsAFault() => Assert.NotEmpty(FaultsOf("a: " + new string('[', 100_000)));

    private static List<Fault> FaultsOf(string text)
    {
        using var folder = new TemporaryDialogs();
        folder.With("policies/broken.yaml", text);
        var faults = new List<Fault>();
        PolicyLibrary.Load(folder.Path, ProductNames.Policies, faults);
        return faults;
    }
}
