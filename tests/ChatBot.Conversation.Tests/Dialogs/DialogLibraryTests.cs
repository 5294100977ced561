using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class DialogLibraryTests
{
    private const string Good = """
        form: tea
        submit: tea.order
        where: both
        slots:
          - slot: cup
            type: enum
            options:
              - {value: big, words: [大杯]}
          - slot: note
            type: text
            when: cup = big
        """;

    [Fact]
    public void Load_ProductFiles_HasNoFaults()
    {
        var (library, faults) = DialogLibrary.Load(ProductFiles.Dialogs);
        Assert.Empty(faults);
        Assert.NotNull(library.FormOf("leave_request"));
        Assert.Equal("points.mine", library.RouteOf("query_points")?.Run);
    }

    [Theory]
    [InlineData("where: both", "where: moon", 3, "'where' cannot be 'moon'", "private, group, both")]
    [InlineData("submit: tea.order", "submits: tea.order", 1, "'submit' is missing", "use case")]
    [InlineData("submit: tea.order", "submit: tea.order\nsubmits: x", 3, "'submits' is not known here", "submit")]
    [InlineData("type: enum", "type: list", 6, "'type' cannot be 'list'", "choice")]
    [InlineData("type: enum", "type: choice", 5, "needs a 'source'", "lists")]
    [InlineData("when: cup = big", "when: cup big", 11, "'when' cannot be read", "slot = value")]
    [InlineData("when: cup = big", "when: later = big", 1, "waits for 'later'", "move it")]
    [InlineData("slot: note", "slot: cup", 1, "stands twice", "")]
    [InlineData("submit: tea.order", "submit: tea.order\nwait: soon", 3, "'wait' must be a number", "")]
    [InlineData("submit: tea.order", "submit: tea.order\nstart: {patterns: [\"(\"]}", 3, "not a regular expression", "")]
    [InlineData("where: both", "where: both\nretry: sugar", 4, "'retry' names the slot 'sugar'", "")]
    [InlineData("where: both", "where: both\nwho: [king]", 4, "'who' cannot be 'king'", "secretary")]
    public void Load_Fault_IsToldWithFileLineAndAdvice(string part, string instead, int line, string message, string advice)
    {
        using var dialogs = Folder(Good.Replace(part, instead, StringComparison.Ordinal));
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        var fault = Assert.Single(faults, f => f.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("forms/tea.yaml", line), (fault.File, fault.Line));
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoYaml_IsAFaultWithItsLine()
    {
        using var dialogs = Folder("form: tea\n  submit: [");
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        Assert.Contains(faults, f => f is { File: "forms/tea.yaml", Line: 2 });
    }

    [Fact]
    public void Load_SameNameOrIntentTwice_NamesBothFiles()
    {
        using var dialogs = Folder(Good + "\nstart: {intents: [thirst]}").With("forms/tea2.yaml", Good + "\nstart: {intents: [thirst]}");
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        Assert.Contains(faults, f => f.File == "forms/tea2.yaml" && f.Message.Contains("already in forms/tea.yaml", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.File == "forms/tea2.yaml" && f.Message.Contains("'thirst' already belongs to forms/tea.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_UnknownNames_SuggestsTheNearest()
    {
        using var dialogs = Folder(Good);
        var known = new KnownNames(new HashSet<string> { "tea.ordered", "coffee" }, new HashSet<string>(), key => key != "forms.tea.cup.ask");
        var (_, faults) = DialogLibrary.Load(dialogs.Path, known);
        Assert.Contains(faults, f => f.Message.Contains("no use case 'tea.order'", StringComparison.Ordinal) && f.Advice.Contains("tea.ordered", StringComparison.Ordinal));
        Assert.Contains(faults, f => f is { File: "forms/tea.yaml", Line: 5 } && f.Message.Contains("'forms.tea.cup.ask'", StringComparison.Ordinal));
    }

    [Fact]
    public void Reload_ChangedFile_IsTakenOver_FaultyOneIsNot()
    {
        using var dialogs = Folder(Good);
        var clock = new MovableClock(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));
        var live = new LiveFiles<DialogLibrary>(Path.Combine(dialogs.Path, "forms"), () => DialogLibrary.Load(dialogs.Path), clock, NullLogger.Instance);
        Assert.Equal(FormPlace.Both, live.Current.Form("tea")!.Place);

        Write(dialogs, Good.Replace("where: both", "where: group", StringComparison.Ordinal), 1);
        Assert.Equal(FormPlace.Both, live.Current.Form("tea")!.Place);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(FormPlace.Group, live.Current.Form("tea")!.Place);

        Write(dialogs, Good.Replace("where: both", "where: moon", StringComparison.Ordinal), 2);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(FormPlace.Group, live.Current.Form("tea")!.Place);

        Write(dialogs, Good, 3);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(FormPlace.Both, live.Current.Form("tea")!.Place);
    }

    [Fact]
    public void FirstLoad_Faulty_StopsTheStart()
    {
        using var dialogs = Folder(Good.Replace("where: both", "where: moon", StringComparison.Ordinal));
        Assert.Throws<DataFileException>(() => new LiveFiles<DialogLibrary>(
            Path.Combine(dialogs.Path, "forms"), () => DialogLibrary.Load(dialogs.Path), TimeProvider.System, NullLogger.Instance));
    }

    private static TemporaryDialogs Folder(string form) => new TemporaryDialogs()
        .With("forms/tea.yaml", form)
        .With("forms/words.yaml", File.ReadAllText(Path.Combine(ProductFiles.Dialogs, "forms", "words.yaml")));

    // Two writes within one tick of the file system's clock must still differ.
    private static void Write(TemporaryDialogs dialogs, string form, int minutes)
    {
        dialogs.With("forms/tea.yaml", form);
        File.SetLastWriteTimeUtc(Path.Combine(dialogs.Path, "forms", "tea.yaml"), new DateTime(2040, 1, 1, 0, minutes, 0, DateTimeKind.Utc));
    }
}
