using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>A conversation went otherwise than its transcript says.</summary>
internal sealed class TranscriptException(string message) : Exception(message);

/// <summary>Plays one conversation through the platforms' callbacks, each message delivered twice.</summary>
internal sealed partial class Player(Bot bot, Conversation conversation)
{
    private readonly Expectation _expectation = new();
    private readonly HashSet<(string Who, int Index)> _read = [];
    private readonly Dictionary<string, int> _from = Cast.All.ToDictionary(m => m.Name, m => bot.PrivateMessagesTo(m.Name).Count);
    private readonly int _groupFrom = bot.GroupMessages().Count;
    private Reply? _reply;

    /// <summary>Plays it.</summary>
    /// <param name="write">Takes the line of a bot's answer and what was said instead of comparing; null compares.</param>
    /// <exception cref="TranscriptException">The first difference, with file and line.</exception>
    public async Task PlayAsync(Action<ScriptLine, bool, string>? write = null)
    {
        for (var i = 0; i < conversation.Lines.Count; i++)
        {
            var line = conversation.Lines[i];
            var next = i + 1 < conversation.Lines.Count ? conversation.Lines[i + 1] : null;
            try
            {
                await PlayAsync(line, next, write);
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException)
            {
                throw Wrong(line, e.Message);
            }
        }
    }

    private async Task PlayAsync(ScriptLine line, ScriptLine? next, Action<ScriptLine, bool, string>? write)
    {
        switch (line.Kind)
        {
            case LineKind.Says or LineKind.Taps or LineKind.Sends or LineKind.Before:
                await SpeakAsync(line, next, write);
                break;
            case LineKind.Answer or LineKind.Silence:
                Compare(line, write);
                break;
            case LineKind.Push when write is not null:
                write(line, true, _expectation.Write(Newest(line, await WaitingAsync())));
                break;
            case LineKind.Push:
                FindPush(line, await WaitingAsync());
                break;
            case LineKind.NeverTold:
                if (Pushes(line.Who).FirstOrDefault(p => p.Text.Contains(line.Text, StringComparison.Ordinal)).Text is { } told)
                {
                    throw Wrong(line, $"{line.Who} was told 「{line.Text}」:\n{told}");
                }

                break;
            case LineKind.MoveTo:
                await bot.MoveToAsync(Moment(line.Text));
                break;
            case LineKind.Wait:
                await bot.MoveToAsync(bot.Clock.GetUtcNow() + Span(line.Text));
                break;
            case LineKind.Books:
                if (await BooksInWords.DifferAsync(bot.Books, line.Text) is { } difference)
                {
                    throw Wrong(line, difference);
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown line {line.Kind}.");
        }
    }

    private async Task SpeakAsync(ScriptLine line, ScriptLine? next, Action<ScriptLine, bool, string>? write)
    {
        var person = bot.Of(line.Who);
        var words = _expectation.Fill(line.Text);
        var isPrepared = line.Kind == LineKind.Before;
        _reply = line.Kind switch
        {
            LineKind.Taps => await person.TapsAsync(words),
            LineKind.Sends => await person.SendsAsync(words is "图片" or "照片" ? null : words),
            _ when line.InGroup => await person.SaysInGroupAsync(words),
            _ => await person.SaysAsync(words),
        };
        if (_reply.Status != HttpStatusCode.OK)
        {
            throw Wrong(line, _reply.ToString());
        }

        await HearAgainAsync(line, person);
        if (isPrepared)
        {
            _reply = null;
        }
        else if (write is not null && next?.Kind is not (LineKind.Answer or LineKind.Silence))
        {
            write(line, false, _expectation.Write(_reply.Text));
            _reply = null;
        }
        else if (next?.Kind is not (LineKind.Answer or LineKind.Silence))
        {
            throw Wrong(line, $"the bot answered, and the transcript does not say what:\n{_reply.Text}");
        }
    }

    // The platform repeats the callback of the message: same answer, no second effect.
    private async Task HearAgainAsync(ScriptLine line, Person person)
    {
        var before = await bot.Books.SnapshotAsync();
        var pushes = Cast.All.Sum(m => bot.PrivateMessagesTo(m.Name).Count) + bot.GroupMessages().Count;
        var again = await person.IsHeardAgainAsync();
        if (Books.Differences(before, await bot.Books.SnapshotAsync()) is { Count: > 0 } changes)
        {
            throw Wrong(line, $"delivered twice, it changed the books again: {string.Join("; ", changes)}");
        }

        if (pushes != Cast.All.Sum(m => bot.PrivateMessagesTo(m.Name).Count) + bot.GroupMessages().Count)
        {
            throw Wrong(line, "delivered twice, it sent messages again");
        }

        // A passive reply is the answer to the call and must be the same; a posted one stands there already.
        var expected = person.IsOnWeCom && !line.InGroup ? _reply!.Text : "";
        if (again.Status != HttpStatusCode.OK || again.Text != expected)
        {
            throw Wrong(line, $"delivered twice, it was answered otherwise:\n{again}\nthe first time:\n{_reply}");
        }
    }

    private void Compare(ScriptLine line, Action<ScriptLine, bool, string>? write)
    {
        var seen = _reply?.Text ?? throw Wrong(line, "nobody said anything that the bot could answer");
        _reply = null;
        if (write is not null)
        {
            write(line, true, _expectation.Write(seen));
        }
        else if (line.Kind == LineKind.Silence ? seen.Length > 0 : !_expectation.Fits(line.Text, seen))
        {
            throw Wrong(line, $"expected:\n{(line.Kind == LineKind.Silence ? "nothing" : Expectation.Tidy(line.Text))}\nseen:\n{_expectation.Write(seen)}");
        }
    }

    // What has not gone out yet, and why: the first thing to know when a message is missing.
    private async Task<string> WaitingAsync() => string.Join('\n', await bot.Books.ColumnAsync(
        "SELECT kind || ' due ' || to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI:SS') || ' ' || detail FROM outbox WHERE state = 'waiting' ORDER BY due_at LIMIT 8"));

    private void FindPush(ScriptLine line, string waiting)
    {
        foreach (var (index, text) in Pushes(line.Who))
        {
            if (!_read.Contains((line.Who, index)) && _expectation.Fits(line.Text, text))
            {
                _read.Add((line.Who, index));
                return;
            }
        }

        var unread = Pushes(line.Who).Where(p => !_read.Contains((line.Who, p.Index))).Select(p => _expectation.Write(p.Text)).ToList();
        throw Wrong(line, $"expected a message to {line.Who}:\n{Expectation.Tidy(line.Text)}\nseen besides:\n{(unread.Count == 0 ? "nothing" : string.Join("\n---\n", unread))}\nwaiting in the outbox:\n{waiting}");
    }

    private string Newest(ScriptLine line, string waiting)
    {
        // The first row finds the message: words of it, written by hand, or what was written down last time.
        var words = _expectation.Fill(Expectation.Tidy(line.Text).Split('\n')[0]);
        var unread = Pushes(line.Who).Where(p => !_read.Contains((line.Who, p.Index))).ToList();
        var found = unread.FirstOrDefault(p => p.Text.Contains(words, StringComparison.Ordinal));
        if (found.Text is null)
        {
            throw Wrong(line, $"no message to {line.Who} holds 「{words}」; seen:\n{string.Join("\n---\n", unread.Select(p => p.Text))}\nwaiting in the outbox:\n{waiting}");
        }

        _read.Add((line.Who, found.Index));
        return found.Text;
    }

    private IEnumerable<(int Index, string Text)> Pushes(string who) => who == Script.Group
        ? bot.GroupMessages().Select((text, index) => (index, text)).Skip(_groupFrom)
        : bot.PrivateMessagesTo(who).Select((text, index) => (index, text)).Skip(_from[who]);

    private TranscriptException Wrong(ScriptLine line, string what) =>
        new($"{conversation.File}:{line.Number}: 「{conversation.Title}」\n{what}");

    private static DateTimeOffset Moment(string text) => MomentForm().Match(text) is { Success: true } m
        ? new DateTimeOffset(2026, Number(m, 1), Number(m, 2), Number(m, 3), Number(m, 4), 0, BotSetup.Start.Offset)
        : throw new FormatException($"No time: 「{text}」; write 3月6日 14:50");

    private static TimeSpan Span(string text) => SpanForm().Match(text) is { Success: true } m
        ? m.Groups[2].Value switch { "分钟" => TimeSpan.FromMinutes(Number(m, 1)), "小时" => TimeSpan.FromHours(Number(m, 1)), _ => TimeSpan.FromDays(Number(m, 1)) }
        : throw new FormatException($"No span of time: 「{text}」; write 35分钟, 2小时, 3天");

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]+)月([0-9]+)日\s*([0-9]+)[:：]([0-9]+)\z")]
    private static partial Regex MomentForm();

    [GeneratedRegex(@"\A([0-9]+)\s*(分钟|小时|天)\z")]
    private static partial Regex SpanForm();
}
