using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class ReadmeTests
{
    [Fact]
    public void FormOfTheReadme_Loads_AndItsWordsAreComplete()
    {
        using var dialogs = new TemporaryDialogs()
            .With("materials/forms.yaml", Block("form"))
            .With("materials/examples.yaml", "intents: {}")
            .With("words.yaml", File.ReadAllText(Path.Combine(ProductFiles.Dialogs, "words.yaml")))
            .With("materials/wording.yaml", Block("wording"));
        var wording = WordingLibrary.Load(dialogs.Path);
        var known = new KnownNames(new HashSet<string> { "study.withdraw" }, new HashSet<string> { "study.own" }, wording.Has);
        var (library, faults) = DialogLibrary.Load(dialogs.Path, known);
        Assert.Empty(faults);
        Assert.Equal("study.own", library.Form("material_down")!.Slots[0].Source);
    }

    private static string Block(string kind)
    {
        var text = File.ReadAllText(Path.Combine(ProductFiles.Dialogs, "README.md"));
        var start = text.IndexOf($"```yaml {kind}\n", StringComparison.Ordinal) + $"```yaml {kind}\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
