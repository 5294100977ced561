using System.Text.Json.Nodes;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.DateTimes;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class DateTimeCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Recognize_DevelopmentCorpus_ReachesTheGoals()
    {
        var core = new CorpusScore("datetime core");
        var all = new CorpusScore("datetime all");
        foreach (var line in File.ReadLines(SharedFiles.Find("corpora/chinese-datetime-dev.jsonl")))
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var isRight = IsRight(entry, Recognize(line));
            var category = entry["expect"]!.AsArray() is [{ } first, ..] ? (string)first["type"]! : "no expression";
            all.Count(isRight, category, $"{entry["id"]} {entry["input"]}");
            if ((bool)entry["core"]!)
            {
                core.Count(isRight, category, $"{entry["id"]} {entry["input"]}");
            }
        }

        core.Print(output);
        all.Print(output);
        Assert.True(core.Share >= 0.98, "core");
        Assert.True(all.Share >= 0.85, "all");
    }

    /// <summary>The repository's own expressions, said on Wednesday 2026-03-04 at ten: the first found of each, by its timex.</summary>
    [Fact]
    public void Recognize_OwnExpressions_AreAllRead()
    {
        var score = new CorpusScore("own dates");
        foreach (var line in File.ReadLines(Path.Combine(ProductFiles.Root, "tests/ChatBot.Conversation.Tests/Understanding/Fixtures/dates.jsonl")))
        {
            var entry = JsonNode.Parse(line)!;
            var expected = entry["expect"]!.AsArray().FirstOrDefault();
            var found = DateTimeRecognizer.Recognize((string)entry["input"]!, new DateTime(2026, 3, 4, 10, 0, 0));
            var got = found.Count > 0 ? found[0] : null;
            var isRight = expected is null ? got is null : got is not null
                && (got.Text, got.Type.ToString().ToLowerInvariant(), got.Timex) == ((string)expected["text"]!, (string)expected["type"]!, (string)expected["timex"]!);
            score.Count(isRight, expected is null ? "no expression" : (string)expected["type"]!, $"{entry["input"]}: {got?.Text} {got?.Type} {got?.Timex}");
        }

        score.Print(output);
        Assert.Equal(1, score.Share);
    }

    private static JsonArray Recognize(string line)
    {
        using var answer = new StringWriter();
        UnderstandingConsole.RunDateTime(new StringReader(line), answer, new DateTime(2000, 1, 1));
        return JsonNode.Parse(answer.ToString())!["expect"]!.AsArray();
    }

    private static bool IsRight(JsonObject entry, JsonArray got)
    {
        var expected = entry["expect"]!.AsArray();
        var tags = entry["tags"]!.AsArray().Select(static tag => (string)tag!).ToHashSet();
        if ((string)entry["level"]! == "parser" && expected.Count > 0)
        {
            // A parser's list holds its own type alone, and does not mark lunar days.
            var types = expected.Select(static item => (string)item!["type"]!).ToHashSet();
            got = new JsonArray([.. got.Where(item => types.Contains((string)item!["type"]!)).Select(static item => item!.DeepClone())]);
            foreach (var value in got.SelectMany(static item => item!["values"]!.AsArray()))
            {
                value!.AsObject().Remove("lunar");
            }
        }

        return tags.Contains("ampm-unexpanded") ? Contains(got, expected) : JsonNode.DeepEquals(got, expected);
    }

    // A bare hour is read as morning only there; a whole recogniser adds the afternoon.
    private static bool Contains(JsonArray got, JsonArray expected) =>
        got.Count == expected.Count && got.Zip(expected).All(static pair =>
            (string)pair.First!["text"]! == (string)pair.Second!["text"]!
            && pair.Second["values"]!.AsArray().All(value => pair.First["values"]!.AsArray().Any(own => JsonNode.DeepEquals(own, value))));
}
