using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>What a member did about a meeting.</summary>
internal enum Story
{
    /// <summary>Signed up.</summary>
    SignUp,

    /// <summary>Signed up and took it back.</summary>
    SignUpAndLeave,

    /// <summary>Asked for leave in four turns.</summary>
    Leave,

    /// <summary>Asked for leave with one command, and undid it.</summary>
    LeaveAndUndo,
}

/// <summary>
/// A member who goes through the meetings one after the other. His platform repeats each message, with the same id, until
/// it is taken, and now and then once more after that.
/// </summary>
/// <param name="world">Where.</param>
/// <param name="user">Who.</param>
/// <param name="seed">Of what the member does and when.</param>
/// <param name="mayForget">Whether the bot may lose its memory of dialogs meanwhile.</param>
internal sealed class Talker(KillWorld world, string user, int seed, bool mayForget = false)
{
    private const int FewestPause = 50;
    private const int MostPause = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Random _random = new(seed);
    private readonly bool _isWeCom = KillWorld.IsOnWeCom(user);

    /// <summary>The platform id.</summary>
    public string User => user;

    /// <summary>What was done, by the number of the meeting.</summary>
    public Dictionary<int, Story> Done { get; } = [];

    /// <summary>
    /// Meetings for which a dialog ran while its memory could be lost: it was finished or had to start over, and nobody but
    /// the one who reads the answer knows.
    /// </summary>
    public HashSet<int> Open { get; } = [];

    /// <summary>Messages that were taken.</summary>
    public int Messages { get; private set; }

    /// <summary>How often the platform had to call again because nobody answered.</summary>
    public int Unanswered { get; private set; }

    /// <summary>How many of those found nobody, or were cut off.</summary>
    public int CutOff { get; private set; }

    /// <summary>How often it called again though it had been answered.</summary>
    public int Repeats { get; private set; }

    /// <summary>Talks until stopped; the story that has begun is told to its end.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= KillWorld.Sessions && !stop.IsCancellationRequested; number++)
        {
            var story = (Story)_random.Next(4);
            var answer = await TellAsync(story, number.ToString(CultureInfo.InvariantCulture), cancellationToken);
            // A memory that is slow to come back is gone for a turn: the member is told to start over.
            if (story == Story.Leave && (mayForget || _isWeCom) && !answer.Contains("已提交", StringComparison.Ordinal))
            {
                Open.Add(number);
                continue;
            }

            Done.Add(number, story);
        }
    }

    private async Task<string> TellAsync(Story story, string number, CancellationToken cancellationToken)
    {
        string[] words = story switch
        {
            Story.SignUp => [$"报名 {number}"],
            Story.SignUpAndLeave => [$"/报名 {number}", $"/取消报名 {number}"],
            Story.Leave => ["我要请假", $"[{number}]", "出差", "确定"],
            _ => [$"/请假 {number} 病假", "/撤销"],
        };
        var answer = "";
        foreach (var text in words)
        {
            answer = await SayAsync(text, cancellationToken);
            await Task.Delay(_random.Next(FewestPause, MostPause), cancellationToken);
        }

        return answer;
    }

    private async Task<string> SayAsync(string text, CancellationToken cancellationToken)
    {
        var payload = _isWeCom ? world.WeCom.TextXml(user, text) : world.DingTalk.Payload(user, user, text).ToJsonString();
        var started = Stopwatch.GetTimestamp();
        string? answer;
        while ((answer = await CallAsync(payload, cancellationToken)) is null)
        {
            Unanswered++;
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"「{text}」 of {user} was not taken within {Patience}.");
            await Task.Delay(_random.Next(FewestPause, MostPause), cancellationToken);
        }

        Messages++;
        if (_random.Next(5) == 0 && await CallAsync(payload, cancellationToken) is { } again)
        {
            Repeats++;
            Assert.True(mayForget || answer == again, $"「{text}」 of {user} was answered 「{answer}」, and when repeated 「{again}」.");
        }

        return answer;
    }

    /// <summary>One call of the platform; the passive answer, or null when it was not taken.</summary>
    private async Task<string?> CallAsync(string payload, CancellationToken cancellationToken)
    {
        try
        {
            if (_isWeCom)
            {
                var reply = await world.WeCom.SendRawXmlAsync(payload, cancellationToken);
                return reply.Status == HttpStatusCode.OK ? reply.Text : null;
            }

            return (await world.DingTalk.SendRawAsync(payload, ct: cancellationToken)).Status == HttpStatusCode.OK ? "" : null;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            CutOff += e is HttpRequestException ? 1 : 0;
            return null;
        }
    }
}
