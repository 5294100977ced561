using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using Xunit;

namespace ChatBot.Conversation.Tests.Commands;

public sealed class CommandGrammarTests
{
    public static TheoryData<string, string> Examples =>
        [.. CommandBench.Grammar.Commands.Where(c => c.UseCase is not null).SelectMany(c => c.Examples, (c, e) => new TheoryDataRow<string, string>(c.UseCase!, e))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Examples_OfEveryCommand_RunItsUseCase(string useCase, string example)
    {
        // Every word and name of the example is read; choices stand for those that the examples name.
        var ran = await new CommandBench(oneOfEach: true).RunsAsync(example);
        Assert.Equal(useCase, ran.Split(' ')[0]);
    }

    [Fact]
    public void Load_Product_HasACommandInBothLanguagesForEveryUseCase()
    {
        var grammar = CommandGrammar.Load(ProductFiles.Dialogs);
        Assert.True(grammar.Commands.Count > 40);
        Assert.All(grammar.Commands, c => Assert.All(c.EnglishNames, n => Assert.Same(c, grammar.Find(n))));
        Assert.All(grammar.Commands, c => Assert.All(c.Names, n => Assert.Same(c, grammar.Find(n))));
    }

    [Theory]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲], rolls: [secretary]}", 3, "unknown field 'rolls'")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲], roles: [boss]}", 3, "unknown field 'roles'")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], examples: [/甲]}", 3, "'help' is missing")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], help: 甲, examples: [/甲]}", 3, "needs 'names' (Chinese) and 'english'")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲}", 3, "needs at least one example")]
    [InlineData("commands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲]}", 1, "'topic' is missing")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲], arguments: {x: {type: moon}}}", 3, "'moon' is not a type")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲], arguments: {x: {type: choice}}}", 3, "'from' names the choice source")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲], shows: 1}", 3, "unknown field 'shows'")]
    [InlineData("topic: 甲\ncommands:\n  a.b: {names: [甲], english: [a], help: 甲, examples: [/甲]}\n  c.d: {names: [乙], english: [A], help: 乙, examples: [/乙]}", 4, "the name 'a' belongs to a.b already")]
    [InlineData("topic: 甲\ncommands:\n  a.b: 甲", 3, "must be a mapping")]
    [InlineData("words: {Colour: {red: [红], blue: [红]}}", 1, "'红' stands for both red and blue")]
    public void Load_FaultyFile_NamesFileAndLine(string yaml, int line, string message)
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("a/commands.yaml", yaml);
        var error = Assert.Throws<DataFileException>(() => CommandGrammar.Load(dialogs.Path));
        var fault = Assert.Single(error.Faults);
        Assert.Equal(("a/commands.yaml", line), (fault.File, fault.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
