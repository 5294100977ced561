using System.Text.Json.Nodes;
using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class NumberCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Recognize_DevelopmentCorpus_ReachesTheGoals()
    {
        var core = new CorpusScore("number core");
        var all = new CorpusScore("number all");
        foreach (var line in File.ReadLines(SharedFiles.Find("corpora/chinese-number-dev.jsonl")))
        {
            var entry = JsonNode.Parse(line)!;
            using var answer = new StringWriter();
            UnderstandingConsole.RunNumber(new StringReader(line), answer);
            var isRight = JsonNode.DeepEquals(JsonNode.Parse(answer.ToString())!["expect"], entry["expect"]);
            var category = entry["expect"]!.AsArray() is [{ } first, ..] ? (string)first["type"]! : "no number";
            all.Count(isRight, category, $"{entry["id"]} {entry["input"]}");
            if ((bool)entry["core"]!)
            {
                core.Count(isRight, category, $"{entry["id"]} {entry["input"]}");
            }
        }

        core.Print(output);
        all.Print(output);
        Assert.True(core.Share >= 0.98, "core");
        Assert.True(all.Share >= 0.9, "all");
    }
}
