using System.Text.Json.Nodes;
using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Sentences with their intent and slots: this repository's own, and the shared corpus where it is at hand.</summary>
public sealed class UtteranceTests(ITestOutputHelper output)
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);
    private static readonly Understander Understander = Understander.Load(ProductFiles.Dialogs);

    [Fact]
    public void Understand_OwnSentences_AreAllUnderstood()
    {
        var (intents, slots) = Score(File.ReadLines(Path.Combine(ProductFiles.Root, "tests/ChatBot.Conversation.Tests/Understanding/Fixtures/sentences.jsonl")));

        Assert.True(intents.Share >= 0.99, "intents");
        Assert.True(slots.Share >= 0.99, "slots");
    }

    [Fact]
    public void Understand_DevelopmentCorpus_ReachesTheGoals()
    {
        var (intents, slots) = Score(File.ReadLines(SharedFiles.Find("corpora/utterances-dev.jsonl")));

        Assert.True(intents.Share >= 0.97, "intents");
        Assert.True(slots.Share >= 0.95, "slots");
    }

    private (CorpusScore Intents, CorpusScore Slots) Score(IEnumerable<string> lines)
    {
        var intents = new CorpusScore("intents");
        var slots = new CorpusScore("slots");
        foreach (var line in lines)
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            using var answer = new StringWriter();
            UnderstandingConsole.RunUnderstand(Understander, new StringReader(line), answer, Said, explain: false);
            var got = JsonNode.Parse(answer.ToString())!;
            var accepted = entry["accept"]?.AsArray().Select(static intent => (string)intent!) ?? [(string)entry["intent"]!];
            intents.Count(accepted.Contains((string)got["intent"]!), $"{entry["input"]}: {got["intent"]} for {entry["intent"]}");
            slots.Count(HaveSameSlots(got["slots"]!.AsObject(), entry["slots"]!.AsObject()), $"{entry["input"]}: {got["slots"]!.ToJsonString()} for {entry["slots"]!.ToJsonString()}");
        }

        intents.Print(output);
        slots.Print(output);
        return (intents, slots);
    }

    private static bool HaveSameSlots(JsonObject got, JsonObject expected) =>
        got.Count == expected.Count && expected.All(pair => got[pair.Key]?.ToString() is { } value && value == pair.Value!.ToString());
}
