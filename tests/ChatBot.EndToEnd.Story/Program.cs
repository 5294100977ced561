using System.Diagnostics;
using ChatBot.EndToEnd.Story;
using ChatBot.EndToEnd.Story.Harness;

var (setup, reason) = BotSetup.FromEnvironment();
if (setup is null)
{
    await Console.Error.WriteLineAsync(reason);
    return 1;
}

var watch = Stopwatch.StartNew();
var transcript = new Transcript(Console.Out);
try
{
    await using (var bot = await Bot.StartAsync(setup with { Hears = transcript.Hear }, CancellationToken.None))
    {
        await BranchStory.PlayAsync(new Storyteller(bot, transcript));
    }

    transcript.Flush();
    Console.WriteLine($"\n故事讲完了，一切如约（{watch.Elapsed.TotalSeconds:F0} 秒）。");
    return 0;
}
catch (StoryFailedException failed)
{
    transcript.Flush();
    await Console.Error.WriteLineAsync($"\nThe story went wrong.\n{failed.Message}");
    return 1;
}
