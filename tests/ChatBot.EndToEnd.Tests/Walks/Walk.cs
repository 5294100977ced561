using System.Globalization;
using System.Text;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>One walk: a few members say, tap and wait at random, and then stop.</summary>
internal sealed class Walk(WalkWorld world, WalkWords words, WalkRules rules, Random random, int number)
{
    private const int MostCancels = 4;

    // Longer than any form waits.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(61);

    private readonly StringBuilder _transcript = new();
    private readonly List<string> _faults = [];
    private readonly Dictionary<MemberId, IReadOnlyList<Button>> _buttons = [];
    private readonly Dictionary<MemberId, string> _lastSaid = [];

    /// <summary>Walks; the transcript with what went wrong, or null when nothing did.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var members = Pick();
        for (var steps = random.Next(7, 14); steps > 0 && _faults.Count == 0; steps--)
        {
            await StepAsync(members, cancellationToken);
        }

        foreach (var member in members)
        {
            if (_faults.Count == 0)
            {
                await EndAsync(member, cancellationToken);
            }
        }

        return _faults.Count == 0 ? null : $"walk {number.ToString(CultureInfo.InvariantCulture)}\n{_transcript}{string.Join('\n', _faults.Select(f => "  !! " + f))}";
    }

    private List<Member> Pick()
    {
        var members = new List<Member> { world.Branch.Ordinary[random.Next(world.Branch.Ordinary.Count)] };
        if (random.Next(2) == 0)
        {
            members.Add(world.Branch.Secretary);
        }

        if (random.Next(3) == 0)
        {
            members.Add(world.Branch.Members[random.Next(1, 9)]);
        }

        return [.. members.Distinct()];
    }

    private async Task StepAsync(List<Member> members, CancellationToken cancellationToken)
    {
        var who = members[random.Next(members.Count)];
        var scope = random.Next(8) == 0 ? ConversationScope.Group : ConversationScope.Private;
        if (random.Next(3) == 0 && Sensible(who) is { } sensible)
        {
            await SayAsync(who, sensible, InboundKind.Text, ConversationScope.Private, cancellationToken);
            return;
        }

        switch (random.Next(24))
        {
            case 0:
                await WaitAsync(TimeSpan.FromMinutes(random.Next(1, 90)), cancellationToken);
                break;
            case 1 when random.Next(3) == 0:
                await WaitAsync(TimeSpan.FromHours(random.Next(2, 7)), cancellationToken);
                break;
            case 2:
                await SayAsync(who, "", random.Next(3) switch { 0 => InboundKind.Attachment, 1 => InboundKind.Unsupported, _ => InboundKind.Enter }, scope, cancellationToken);
                break;
            case 3:
                await SayAsync(who, "取消", InboundKind.Text, scope, cancellationToken);
                break;
            case 4:
                await SayAsync(who, "帮助", InboundKind.Text, scope, cancellationToken);
                break;
            case 5 when who.Roles == Roles.None:
                var secret = $"陪表妹看牙{random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture)}";
                rules.Secrets[secret] = who.Id;
                await SayAsync(who, random.Next(2) == 0 ? $"我想请假，{secret}" : $"下次会请假，家里有事，{secret}", InboundKind.Text, scope, cancellationToken);
                break;
            case 6 when members.Count > 1:
                await SayTogetherAsync(members[0], members[1], cancellationToken);
                break;
            case < 16 when _buttons.TryGetValue(who.Id, out var buttons) && buttons.Count > 0:
                await SayAsync(who, buttons[random.Next(buttons.Count)].Say, InboundKind.Tap, ConversationScope.Private, cancellationToken);
                break;
            default:
                await SayAsync(who, words.Next(random), InboundKind.Text, scope, cancellationToken);
                break;
        }
    }

    // An answer that goes on: without it few walks would come to the end of a form.
    private string? Sensible(Member who) => _lastSaid.GetValueOrDefault(who.Id) switch
    {
        { } said when said.Contains("“确定”", StringComparison.Ordinal) => "确定",
        { } said when said.Contains("\n1. ", StringComparison.Ordinal) => random.Next(1, 4).ToString(CultureInfo.InvariantCulture),
        { } said when said.Contains("数字", StringComparison.Ordinal) => "2",
        { } said when said.Contains('？', StringComparison.Ordinal) => words.Next(random),
        _ => null,
    };

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _transcript.Append(CultureInfo.InvariantCulture, $"  … {time.TotalMinutes:F0} minutes\n");
        await world.WaitAsync(time, cancellationToken);
        foreach (var (to, line) in world.TakePushes())
        {
            _transcript.Append(CultureInfo.InvariantCulture, $"{world.Now:MM-dd HH:mm:ss} to {to?.Name ?? "the group"} < {line.Text}\n");
            _faults.AddRange(rules.FaultsOfPush(to, line.Text, line.Buttons));
            if (to is not null && line.Buttons.Count > 0)
            {
                _buttons[to.Id] = line.Buttons;
            }
        }
    }

    // 取消 always leads out, one form at a time; and what is left alone is forgotten.
    private async Task EndAsync(Member who, CancellationToken cancellationToken)
    {
        var mostCancels = MostCancels;
        if (random.Next(2) == 0)
        {
            await WaitAsync(Forgotten, cancellationToken);
            await SayAsync(who, "你好", InboundKind.Text, ConversationScope.Private, cancellationToken);
            mostCancels = 1;
        }

        for (var cancel = 1; _faults.Count == 0; cancel++)
        {
            var said = await SayAsync(who, "取消", InboundKind.Text, ConversationScope.Private, cancellationToken);
            if (said.Contains("现在没有正在办的事", StringComparison.Ordinal))
            {
                return;
            }

            if (cancel == mostCancels)
            {
                _faults.Add(mostCancels == 1 ? "a form outlived its time" : "取消 leads nowhere");
            }
        }
    }

    private async Task<string> SayAsync(Member who, string text, InboundKind kind, ConversationScope scope, CancellationToken cancellationToken)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 20)));
        world.Ledger.Take();
        var outcome = await world.SayAsync(who, text, kind, scope, cancellationToken);
        Note(who, text, kind, scope, outcome);
        _faults.AddRange(rules.FaultsOf(who, text, kind, scope, outcome, world.Ledger.Take()));
        return string.Join('\n', outcome.Replies.Select(r => r.PlainText));
    }

    // Deeds of two at once cannot be told apart, so only the answers are looked at.
    private async Task SayTogetherAsync(Member one, Member other, CancellationToken cancellationToken)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Member[] both = [one, other];
        string[] texts = [words.Next(random), words.Next(random)];
        var outcomes = await Task.WhenAll(both.Select((who, i) => world.SayAsync(who, texts[i], InboundKind.Text, ConversationScope.Private, cancellationToken)));
        for (var i = 0; i < both.Length; i++)
        {
            Note(both[i], texts[i], InboundKind.Text, ConversationScope.Private, outcomes[i]);
            _faults.AddRange(rules.FaultsOf(both[i], texts[i], InboundKind.Text, ConversationScope.Private, outcomes[i], []));
        }

        world.Ledger.Take();
    }

    private void Note(Member who, string text, InboundKind kind, ConversationScope scope, TurnOutcome outcome)
    {
        _lastSaid[who.Id] = outcome.Replies.Count > 0 ? outcome.Replies[^1].Text : "";
        if (outcome.Replies.SelectMany(r => r.Buttons).ToList() is { Count: > 0 } buttons)
        {
            _buttons[who.Id] = buttons;
        }

        _transcript.Append(CultureInfo.InvariantCulture, $"{world.Now:MM-dd HH:mm:ss} {who.Name}{(scope == ConversationScope.Group ? " (group)" : "")} {(kind == InboundKind.Text ? "" : kind + " ")}> {text}\n");
        foreach (var reply in outcome.Replies)
        {
            _transcript.Append("    < ").Append(reply.PlainText.Replace("\n", "\n      ", StringComparison.Ordinal)).Append('\n');
            if (reply.Buttons.Count > 0)
            {
                _transcript.Append("      [").AppendJoin("] [", reply.Buttons.Select(b => b.Say)).Append("]\n");
            }
        }
    }
}
