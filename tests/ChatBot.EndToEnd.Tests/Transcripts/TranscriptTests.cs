using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>
/// Every conversation of the transcripts, played through real callbacks with real stores. With
/// <c>BRANCHBOT_TRANSCRIPTS=write</c> what the bot says is written into the files instead; read the difference before keeping it.
/// </summary>
public sealed class TranscriptTests(TranscriptFixture fixture) : IClassFixture<TranscriptFixture>
{
    private const int FewestConversations = 60;
    private static readonly bool Writes = Environment.GetEnvironmentVariable("BRANCHBOT_TRANSCRIPTS") == "write";

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var conversation in Script.Files.SelectMany(Script.Read))
            {
                all.Add(conversation.File, conversation.Title);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Conversation_PlayedWithEveryMessageDeliveredTwice_GoesAsWritten(string file, string title)
    {
        var bot = fixture.Bot;
        await bot.StartOverAsync();
        var path = Path.Combine(Script.Folder, file);
        var conversation = Script.Read(path).Single(c => c.Title == title);
        if (!Writes)
        {
            await new Player(bot, conversation).PlayAsync();
            return;
        }

        var pen = new Pen(path);
        try
        {
            await new Player(bot, conversation).PlayAsync(pen.Write);
        }
        finally
        {
            pen.Save();
        }
    }

    [Fact]
    public void Transcripts_AreManyAndNamedApart()
    {
        var conversations = Script.Files.SelectMany(Script.Read).ToList();
        Assert.True(conversations.Count >= FewestConversations, $"There are {conversations.Count} conversations.");
        Assert.All(conversations, c => Assert.NotEmpty(c.Lines));
        Assert.Distinct(conversations.Select(c => (c.File, c.Title)));
    }
}

/// <summary>One bot for all conversations: each begins on the same morning, so the platforms do not count.</summary>
public sealed class TranscriptFixture : BotFixture
{
    /// <inheritdoc/>
    protected override BotSetup Change(BotSetup setup) => setup with { PlatformsCount = false };
}
