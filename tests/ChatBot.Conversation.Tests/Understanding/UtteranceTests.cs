using System.Text.Json.Nodes;
using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Sentences with their intent and slots: this repository's own, none of them among the examples learned from, and the shared corpus where it is at hand.</summary>
public sealed class UtteranceTests(ITestOutputHelper output)
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);
    private static readonly Understander Understander = Understander.Load(ProductFiles.Dialogs);

    [Fact]
    public void Understand_OwnSentences_AreAllUnderstood()
    {
        var scores = Score("own", File.ReadLines(Path.Combine(ProductFiles.Root, "tests/ChatBot.Conversation.Tests/Understanding/Fixtures/sentences.jsonl")));

        Assert.True(scores.Intents.Share >= 0.99, "intents");
        Assert.True(scores.Slots.Share >= 0.99, "slots");
        Assert.Equal(0, scores.Wishes);
    }

    [Fact]
    public void Understand_DevelopmentCorpus_ReachesTheGoals()
    {
        var scores = Score("utterances", File.ReadLines(SharedFiles.Find("corpora/utterances-dev.jsonl")));

        Assert.True(scores.Intents.Share >= 0.97, "intents");
        Assert.True(scores.Slots.Share >= 0.95, "slots");
        Assert.Equal(0, scores.Wishes);
    }

    /// <summary>Scores, and how often small talk was taken for a wish.</summary>
    private (CorpusScore Intents, CorpusScore Slots, int Wishes) Score(string name, IEnumerable<string> lines)
    {
        var intents = new CorpusScore(name + " intents");
        var slots = new CorpusScore(name + " slots");
        var wishes = 0;
        foreach (var line in lines)
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var wanted = (string)entry["intent"]!;
            using var answer = new StringWriter();
            UnderstandingConsole.RunUnderstand(Understander, new StringReader(line), answer, Said, explain: false);
            var got = JsonNode.Parse(answer.ToString())!;

            // Own sentences also name what the shared corpus has no name for.
            got = got["finer"] is { } finer && (string)finer["intent"]! == wanted ? finer : got;
            var intent = (string)got["intent"]!;
            var accepted = entry["accept"]?.AsArray().Select(static accept => (string)accept!) ?? [wanted];
            intents.Count(accepted.Contains(intent), wanted, $"{entry["input"]}: {intent} for {wanted}");
            slots.Count(HaveSameSlots(got["slots"]!.AsObject(), entry["slots"]!.AsObject()), wanted, $"{entry["input"]}: {got["slots"]!.ToJsonString()} for {entry["slots"]!.ToJsonString()}");
            wishes += wanted == IntentNames.None && !accepted.Contains(intent) ? 1 : 0;
        }

        intents.Print(output);
        slots.Print(output);
        output.WriteLine($"{name,-24} small talk taken for a wish: {wishes}");
        return (intents, slots, wishes);
    }

    private static bool HaveSameSlots(JsonObject got, JsonObject expected) =>
        got.Count == expected.Count && expected.All(pair => got[pair.Key]?.ToString() is { } value && value == pair.Value!.ToString());
}
