using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class DialogLibraryTests
{
    private const string Good = """
        forms:
          tea:
            submit: tea.order
            ask: here
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
    [InlineData("ask: here", "ask: moon", 4, "'ask' cannot be 'moon'", "private, here")]
    [InlineData("submit: tea.order", "submits: tea.order", 2, "'submit' is missing", "use case")]
    [InlineData("submit: tea.order", "submit: tea.order\n    submits: x", 4, "'submits' is not known here", "submit")]
    [InlineData("type: enum", "type: list", 7, "'type' cannot be 'list'", "choice")]
    [InlineData("type: enum", "type: choice", 6, "needs a 'source'", "lists")]
    [InlineData("when: cup = big", "when: cup big", 12, "'when' cannot be read", "slot = value")]
    [InlineData("when: cup = big", "when: later = big", 2, "waits for 'later'", "move it")]
    [InlineData("slot: note", "slot: cup", 2, "stands twice", "")]
    [InlineData("submit: tea.order", "submit: tea.order\n    wait: soon", 4, "'wait' must be a number", "")]
    [InlineData("submit: tea.order", "submit: tea.order\n    start: {patterns: [\"(\"]}", 4, "not a regular expression", "")]
    [InlineData("ask: here", "ask: here\n    retry: sugar", 5, "'retry' names the slot 'sugar'", "")]
    [InlineData("ask: here", "ask: here\n    who: [king]", 5, "'who' is not known here", "")]
    public void Load_Fault_IsToldWithFileLineAndAdvice(string part, string instead, int line, string message, string advice)
    {
        using var dialogs = Folder(Good.Replace(part, instead, StringComparison.Ordinal));
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        var fault = Assert.Single(faults, f => f.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("tea/forms.yaml", line), (fault.File, fault.Line));
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoYaml_IsAFaultWithItsLine()
    {
        using var dialogs = Folder("forms: tea\n  submit: [");
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        Assert.Contains(faults, f => f is { File: "tea/forms.yaml", Line: 2 });
    }

    [Fact]
    public void Load_SameNameInTwoFolders_NamesBothPlaces()
    {
        using var dialogs = Folder(Good + "\nlists: [{source: cups, open: tea, with: cup}]")
            .With("teas/forms.yaml", Good + "\nlists: [{source: cups, open: tea, with: cup}]")
            .With("teas/examples.yaml", "intents:\n  thirst: {form: tea}")
            .With("teas/words.yaml", "cancel: [算了]");
        var (_, faults) = DialogLibrary.Load(dialogs.Path);
        Assert.Equal(
            [
                "teas/examples.yaml:2: the intent 'thirst' is already in tea/examples.yaml:1 (give one of them another name)",
                "teas/forms.yaml:13: the list 'cups' is already in tea/forms.yaml:13",
                "teas/forms.yaml:2: the form 'tea' is already in tea/forms.yaml:2 (give one of them another name)",
                "teas/words.yaml:1: the list 'cancel' is already in words.yaml:4",
            ],
            faults.Select(f => f.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("thirst: {form: te}", "tea/examples.yaml:1: intent 'thirst' starts the form 'te', which does not exist (did you mean tea?)")]
    [InlineData("thirst: {form: tea, run: tea.order}", "tea/examples.yaml:1: intent 'thirst' leads to more than one thing (give it one of 'form', 'run' and 'command')")]
    [InlineData("thirst: {form: tea, patterns: [茶]}", "tea/examples.yaml:1: the patterns of intent 'thirst' lead nowhere (give it 'run' or 'command'; patterns that start a form stand in the form)")]
    [InlineData("thirst: {from: tea}", "tea/examples.yaml:1: 'from' is not known here")]
    [InlineData("hunger: {form: tea}", "tea/forms.yaml:2: 'thirst' is no intent (did you mean hunger?)")]
    public void Load_IntentThatDoesNotFit_IsToldWithFileAndLine(string intent, string expected)
    {
        using var dialogs = Folder(Good.Replace("ask: here", "ask: here\n    cancelled_by: [thirst]", StringComparison.Ordinal)).With("tea/examples.yaml", $"intents: {{{intent}}}");
        Assert.Contains(DialogLibrary.Load(dialogs.Path).Faults, f => f.ToString().StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_UnknownNames_SuggestsTheNearest()
    {
        using var dialogs = Folder(Good);
        var known = new KnownNames(new HashSet<string> { "tea.ordered", "coffee" }, new HashSet<string>(), key => key != "forms.tea.cup.ask");
        var (_, faults) = DialogLibrary.Load(dialogs.Path, known);
        Assert.Contains(faults, f => f.Message.Contains("no use case 'tea.order'", StringComparison.Ordinal) && f.Advice.Contains("tea.ordered", StringComparison.Ordinal));
        Assert.Contains(faults, f => f is { File: "tea/forms.yaml", Line: 6 } && f.Message.Contains("'forms.tea.cup.ask'", StringComparison.Ordinal));
    }

    [Fact]
    public void Reload_ChangedFile_IsTakenOver_FaultyOneIsNot()
    {
        using var dialogs = Folder(Good);
        var clock = new MovableClock(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));
        var live = new LiveFiles<DialogLibrary>(dialogs.Path, DialogLibrary.FileNames, () => DialogLibrary.Load(dialogs.Path), clock, NullLogger.Instance);
        Assert.False(live.Current.Form("tea")!.AsksPrivately);

        Write(dialogs, Good.Replace("ask: here", "ask: private", StringComparison.Ordinal), 1);
        Assert.False(live.Current.Form("tea")!.AsksPrivately);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(live.Current.Form("tea")!.AsksPrivately);

        Write(dialogs, Good.Replace("ask: here", "ask: moon", StringComparison.Ordinal), 2);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(live.Current.Form("tea")!.AsksPrivately);

        Write(dialogs, Good, 3);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(live.Current.Form("tea")!.AsksPrivately);
    }

    [Fact]
    public void FirstLoad_Faulty_StopsTheStart()
    {
        using var dialogs = Folder(Good.Replace("ask: here", "ask: moon", StringComparison.Ordinal));
        Assert.Throws<DataFileException>(() => new LiveFiles<DialogLibrary>(
            dialogs.Path, DialogLibrary.FileNames, () => DialogLibrary.Load(dialogs.Path), TimeProvider.System, NullLogger.Instance));
    }

    private static TemporaryDialogs Folder(string form) => new TemporaryDialogs()
        .With("tea/forms.yaml", form)
        .With("tea/examples.yaml", "intents: {thirst: {form: tea}}")
        .With("words.yaml", File.ReadAllText(Path.Combine(ProductFiles.Dialogs, "words.yaml")));

    // Two writes within one tick of the file system's clock must still differ.
    private static void Write(TemporaryDialogs dialogs, string form, int minutes)
    {
        dialogs.With("tea/forms.yaml", form);
        File.SetLastWriteTimeUtc(Path.Combine(dialogs.Path, "tea", "forms.yaml"), new DateTime(2040, 1, 1, 0, minutes, 0, DateTimeKind.Utc));
    }
}
