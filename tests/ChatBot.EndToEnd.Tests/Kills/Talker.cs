using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ChatBot.EndToEnd.Tests.Kills.Lines;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>
/// A member who has a lot to do. His platform repeats each message, with the same id, until it is taken, and now and then
/// once more after that; sometimes WeCom has given up and he types his words again.
/// </summary>
/// <param name="world">Where.</param>
/// <param name="user">Who.</param>
/// <param name="seed">Of what the member does and when.</param>
/// <param name="mayForget">Whether the bot may lose its memory of dialogs and replies meanwhile.</param>
internal sealed class Talker(KillWorld world, string user, int seed, bool mayForget = false)
{
    private const int FewestPause = 50;
    private const int MostPause = 400;

    /// <summary>Calls after which WeCom gives up.</summary>
    private const int WeComCalls = 4;

    /// <summary>What the bot says when its memory was not there for a turn: what came before is to be said again.</summary>
    private const string StartOver = "请重新说一次";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Random _random = new(seed);
    private readonly ConcurrentQueue<string> _diary = [];
    private int _calling;
    private (Said? Before, Said? Now) _said;

    /// <summary>The platform id.</summary>
    public string User => user;

    /// <summary>What was done, by its number.</summary>
    public Dictionary<int, Story> Done { get; } = [];

    /// <summary>
    /// Numbers of what was answered with something else while memory could be lost: done or to be started over, and nobody
    /// but the one who reads the answer knows.
    /// </summary>
    public ConcurrentDictionary<int, Story> Open { get; } = [];

    /// <summary>Messages that were taken.</summary>
    public int Messages { get; private set; }

    /// <summary>How often the platform had to call again because nobody answered.</summary>
    public int Unanswered { get; private set; }

    /// <summary>What happened to those that found nobody, or were cut off.</summary>
    public ConcurrentQueue<string> CutOffs { get; } = [];

    /// <summary>How often it called again though it had been answered.</summary>
    public int Repeats { get; private set; }

    /// <summary>How often the member typed the same again.</summary>
    public int TypedAgain { get; private set; }

    /// <summary>How often the bot had no memory for a turn and told the member to start over.</summary>
    public int StartedOver { get; private set; }

    /// <summary>The last that was said and answered, with times; for whoever looks for a fault.</summary>
    public string Diary => string.Join('\n', _diary.TakeLast(60));

    /// <summary>Words that were taken and never answered.</summary>
    public List<string> Silent { get; } = [];

    /// <summary>Words that were answered more than once.</summary>
    public List<string> AnsweredTwice { get; } = [];

    /// <summary>Whether a call is on its way at this moment.</summary>
    public bool IsCalling => Volatile.Read(ref _calling) > 0;

    /// <summary>Talks until stopped; the story that has begun is told to its end.</summary>
    public async Task RunAsync(Judge? judge, CancellationToken stop, CancellationToken cancellationToken)
    {
        foreach (var (story, number) in Stories.Of(_random))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (!await TellAsync(story, number, cancellationToken))
            {
                Open[number] = story;
                continue;
            }

            Done.Add(number, story);
            judge?.Ask(this, story, number);
        }
    }

    /// <summary>Says something until it is taken; the answer, and whether it had to be typed anew on the way.</summary>
    public async Task<(string Answer, bool TypedAgain)> SayAsync(string text, bool mayTypeAgain, CancellationToken cancellationToken)
    {
        var said = world.Say(user, text);
        Note($"→ {text}");
        var started = Stopwatch.GetTimestamp();
        var typedAgain = false;
        string? answer;
        for (var calls = 1; (answer = await CallAsync(said, cancellationToken)) is null; calls++)
        {
            Unanswered++;
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"「{text}」 of {user} was not taken within {Patience}.");
            await PauseAsync(cancellationToken);
            if (mayTypeAgain && said.IsGivenUp && calls % WeComCalls == 0 && _random.Next(2) == 0)
            {
                said = world.Say(user, text);
                typedAgain = true;
                Note($"→ {text} (typed again)");
                TypedAgain++;
            }
        }

        Messages++;
        if (_random.Next(5) == 0 && await CallAsync(said, cancellationToken) is { } again)
        {
            Repeats++;
            Assert.True(mayForget || answer == again, $"「{text}」 of {user} was answered 「{answer}」, and when repeated 「{again}」.");
        }

        NoteAnswers(text, answer, said);
        _said = (_said.Now, said);
        return (answer, typedAgain);
    }

    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(_random.Next(FewestPause, MostPause), cancellationToken);

    private async Task<bool> TellAsync(Story story, int number, CancellationToken cancellationToken)
    {
        var words = Stories.Words(story, number);
        for (var n = 0; n < words.Length; n++)
        {
            var isLast = n == words.Length - 1;
            var (answer, typedAgain) = await SayAsync(words[n], isLast && Stories.MayBeTypedAgain(story), cancellationToken);
            if (answer.Contains(StartOver, StringComparison.Ordinal) || (n > 0 && HasToStartOver(_said.Before)))
            {
                StartedOver++;
                return false;
            }

            var awaited = isLast ? Stories.DoneWords(story) : [Stories.OnTheWay(story, n)];
            if (answer.Length > 0 && !typedAgain && !awaited.Any(w => answer.Contains(w, StringComparison.Ordinal)))
            {
                Assert.True(mayForget, $"「{words[n]}」 of {user} about {number} was answered 「{answer}」, not with 「{string.Join('/', awaited)}」.\n{Diary}");
                if (isLast)
                {
                    return false;
                }
            }

            if (isLast && mayForget && (typedAgain || answer.Length == 0))
            {
                return false;
            }

            await PauseAsync(cancellationToken);
        }

        return true;
    }

    // Where an answer is several messages, this one comes after the question.
    private static bool HasToStartOver(Said? said) => said is not null && said.Answers.Any(a => a.Contains(StartOver, StringComparison.Ordinal));

    private void NoteAnswers(string text, string answer, Said said)
    {
        if (answer.Length == 0)
        {
            Silent.Add($"{user} {text}");
        }
        else if (said.Answers is { Count: > 1 } answers && answers.Distinct().Count() < answers.Count)
        {
            AnsweredTwice.Add($"{user} {text}: {string.Join(" | ", answers)}");
        }
    }

    /// <summary>One call of the platform; the answer, or null when it was not taken.</summary>
    private async Task<string?> CallAsync(Said said, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calling);
        try
        {
            var answer = await said.CallAsync(cancellationToken);
            Note($"← {answer ?? "not taken"}");
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            if (e is HttpRequestException cut)
            {
                CutOffs.Enqueue($"{user} {TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {cut.HttpRequestError}: {cut.Message} {cut.InnerException?.Message}");
            }

            Note($"← {e.GetType().Name}");
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _calling);
        }
    }

    private void Note(string line) => _diary.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {line}"));
}
