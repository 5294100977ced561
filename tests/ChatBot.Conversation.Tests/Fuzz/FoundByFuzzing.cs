using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Policies;
using ChatBot.Conversation.Tests.Commands;
using ChatBot.Conversation.Turns;
using ChatBot.Conversation.Understanding;
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
        PolicyLibrary.Load(folder.Path, faults);
        return faults;
    }
}
