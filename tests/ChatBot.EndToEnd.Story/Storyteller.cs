using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Story;

/// <summary>The story went another way than it should have: what was expected, and what was seen.</summary>
public sealed class StoryFailedException : Exception
{
    public StoryFailedException()
    {
    }

    public StoryFailedException(string message)
        : base(message)
    {
    }

    public StoryFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Lets people speak, and holds the bot to what it should answer, send and write.</summary>
public sealed class Storyteller(Bot bot, Transcript transcript)
{
    private readonly HashSet<(string Name, int Index)> _pushesRead = [];

    public Bot Bot => bot;

    /// <summary>Begins a chapter.</summary>
    public void Chapter(string title) => transcript.Chapter(title);

    /// <summary>Somebody writes privately; the answer holds all these words.</summary>
    public async Task<Reply> SaysAsync(string name, string text, params string[] expected) =>
        Check(await bot.Of(name).SaysAsync(text), $"the answer to {name}: {text}", expected);

    /// <summary>Somebody speaks to the bot in the group; the answer there holds all these words.</summary>
    public async Task<Reply> SaysInGroupAsync(string name, string text, params string[] expected) =>
        Check(await bot.Of(name).SaysInGroupAsync(text), $"the group's answer to {name}: {text}", expected);

    /// <summary>Somebody taps a button; the answer holds all these words.</summary>
    public async Task<Reply> TapsAsync(string name, string word, params string[] expected) =>
        Check(await bot.Of(name).TapsAsync(word), $"the answer to {name} tapping {word}", expected);

    /// <summary>Moves the clock to a day and time of 2026.</summary>
    public Task MoveToAsync(int month, int day, int hour, int minute = 0) => bot.MoveToAsync(month, day, hour, minute);

    /// <summary>The person was sent a message with all these words, besides those already looked at.</summary>
    public string GotPush(string name, params string[] expected)
    {
        var pushes = bot.PrivateMessagesTo(name);
        for (var i = 0; i < pushes.Count; i++)
        {
            if (HoldsAll(pushes[i], expected) && _pushesRead.Add((name, i)))
            {
                return pushes[i];
            }
        }

        var unread = pushes.Where((_, i) => !_pushesRead.Contains((name, i)));
        throw new StoryFailedException($"Expected a message to {name} with {Quote(expected)}.\nSeen besides:\n{string.Join("\n---\n", unread)}");
    }

    /// <summary>The person was never sent these words.</summary>
    public void NeverGot(string name, string words)
    {
        if (bot.PrivateMessagesTo(name).FirstOrDefault(p => p.Contains(words, StringComparison.Ordinal)) is { } push)
        {
            throw new StoryFailedException($"Expected that {name} is not told 「{words}」.\nSeen:\n{push}");
        }

        transcript.Check($"{name} 没有收到含「{words}」的消息");
    }

    /// <summary>The group was told all these words in one message.</summary>
    public void GroupHeard(params string[] expected)
    {
        var heard = bot.GroupMessages();
        if (!heard.Any(m => HoldsAll(m, expected)))
        {
            throw new StoryFailedException($"Expected in the group {Quote(expected)}.\nSeen:\n{string.Join("\n---\n", heard.TakeLast(5))}");
        }
    }

    /// <summary>The books hold this number.</summary>
    public async Task BooksHoldAsync(string what, long expected, string sql)
    {
        var seen = await bot.Books.ScalarAsync<long>(sql);
        if (seen != expected)
        {
            throw new StoryFailedException($"Expected in the books: {what} = {expected}.\nSeen: {seen} ({sql})");
        }

        transcript.Check($"账上：{what} {expected}");
    }

    /// <summary>The group was told nothing that it must not know.</summary>
    public async Task GroupKeptOutAsync()
    {
        var leaks = await bot.LeaksAsync();
        if (leaks.Count > 0)
        {
            throw new StoryFailedException($"Expected nothing private in the group.\nSeen:\n{string.Join('\n', leaks)}");
        }

        transcript.Check($"群里 {bot.GroupMessages().Count} 条消息：没有请假事由、缺席、申诉或任何人的处理");
    }

    private static Reply Check(Reply reply, string what, string[] expected) =>
        (int)reply.Status == 200 && HoldsAll(reply.Text, expected)
            ? reply
            : throw new StoryFailedException($"Expected in {what}: {Quote(expected)}.\nSeen:\n{reply}");

    private static bool HoldsAll(string text, string[] words) => words.All(w => text.Contains(w, StringComparison.Ordinal));

    private static string Quote(string[] words) => string.Join(' ', words.Select(w => $"「{w}」"));
}
