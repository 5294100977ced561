using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>What must hold after every message, whatever was said.</summary>
internal sealed partial class WalkRules(WalkWorld world, Understander understander)
{
    /// <summary>What the audit trail calls the deeds that are read back before they are done.</summary>
    private static readonly HashSet<string> Confirmed =
    [
        "attendance.confirm", "attendance.correct", "attendance.mark", "dispute.open", "dispute.withdraw", "dispute.uphold", "dispute.reject",
        "escalation.send", "escalation.talk", "leave.request", "leave.withdraw", "points.claim", "points.item", "points.publish", "points.withdraw",
        "session.cancel", "session.change", "session.create", "session.remind", "study.approve", "study.draft", "study.withdraw",
    ];

    private static readonly HashSet<string> ConfirmWords = ["确定", "确认"];
    private readonly Dictionary<MemberId, bool> _isAskedToConfirm = [];
    private readonly Dictionary<MemberId, List<string>> _says = [];
    private readonly Dictionary<MemberId, Queue<string>> _lastSaid = [];

    /// <summary>What was done in the walks, by the audit trail's names, and how often.</summary>
    public Dictionary<string, int> Deeds { get; } = [];

    /// <summary>Messages answered.</summary>
    public int Turns { get; private set; }

    /// <summary>Words told in confidence, and by whom.</summary>
    public Dictionary<string, MemberId> Secrets { get; } = [];

    /// <summary>What is wrong with the answer, one line each.</summary>
    public IEnumerable<string> FaultsOf(Member who, string text, InboundKind kind, ConversationScope scope, TurnOutcome outcome, IReadOnlyList<Change> changes)
    {
        var wasAsked = _isAskedToConfirm.GetValueOrDefault(who.Id);
        Turns++;
        foreach (var audited in changes.OfType<Audited>())
        {
            Deeds[audited.Action] = Deeds.GetValueOrDefault(audited.Action) + 1;
        }

        if (outcome.Status != TurnStatus.Done)
        {
            yield return $"the turn ended as {outcome.Status}: {string.Join('\n', world.Complaints.TakeLast(3))}";
            yield break;
        }

        if (outcome.Replies.Any(r => string.IsNullOrWhiteSpace(r.Text)) || (outcome.Replies.Count == 0 && !MayStaySilent(text, scope)))
        {
            yield return "there is no answer";
        }

        var whole = string.Join('\n', outcome.Replies.Select(r => r.PlainText));
        if (Inner().Match(whole) is { Success: true } inner && !text.Contains(inner.Value, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"the answer speaks of the inside: {inner.Value}";
        }

        if (text == "帮助" && !whole.Contains("/帮助", StringComparison.Ordinal) && !whole.Contains("正在办", StringComparison.Ordinal))
        {
            yield return "帮助 does not help";
        }

        if (outcome.Replies.Count > 0 && IsThirdTime(who, whole))
        {
            yield return "the same words come for the third time";
        }

        foreach (var fault in PrivacyFaults(who, scope, whole))
        {
            yield return fault;
        }

        if (scope == ConversationScope.Group && PrivateTitle().Match(whole) is { Success: true } title && !text.Contains(title.Groups[1].Value, StringComparison.Ordinal))
        {
            yield return $"the group hears what somebody does in private: {title.Value}";
        }

        var deed = changes.OfType<Audited>().FirstOrDefault(a => a.Actor == who.Id && Confirmed.Contains(a.Action));
        if (deed is not null && !IsCommand(who, text) && !IsUndo(text) && !(wasAsked && IsYes(text)))
        {
            yield return $"{deed.Action} was done without being read back";
        }

        var says = outcome.Replies.SelectMany(r => r.Buttons).Select(b => b.Say).ToList();
        if (says.Count > 0)
        {
            _says[who.Id] = says;
        }

        // Read back and not yet answered; a question in between changes nothing about it.
        _isAskedToConfirm[who.Id] = says.Any(s => ConfirmWords.Contains(s) || s.EndsWith(" 确认", StringComparison.Ordinal))
            || changes.OfType<OutboxAdded>().Any(o => o.Item.Kind == "dialog.prompt" && o.Item.Recipient.Member == who.Id)
            || (wasAsked && deed is null);
    }

    /// <summary>Something was said to the person outside the walks.</summary>
    public void ForgetAnswers(Member who) => _lastSaid.Remove(who.Id);

    /// <summary>What the bot said on its own: to the group nothing private, to a member nothing of others.</summary>
    public IEnumerable<string> FaultsOfPush(Member? to, string text, IReadOnlyList<Button> buttons)
    {
        if (to is not null && buttons.Count > 0)
        {
            _says[to.Id] = [.. buttons.Select(b => b.Say)];
        }

        return to is null ? PrivacyFaults(world.Branch.Secretary, ConversationScope.Group, text) : PrivacyFaults(to, ConversationScope.Private, text);
    }

    // Whoever types a command, or says the number of a button that is one, has said each value.
    private bool IsCommand(Member who, string text) =>
        text.TrimStart(' ', '\u3000', '\n') is ['/' or '／' or '、', ..]
        || (_says.TryGetValue(who.Id, out var says) && says.Any(s => s.StartsWith('/')) && Place().IsMatch(text));

    // Taking back what was just done is a deed by itself.
    private bool IsUndo(string text) => understander.Understand(text, world.Now.DateTime).Intent == "undo";

    private bool IsYes(string text) =>
        ConfirmWords.Contains(text) || (Place().IsMatch(text) && text.AsSpan().IndexOfAny("场次会") < 0) || understander.Understand(text, world.Now.DateTime).Intent == IntentNames.Confirm || ShortYes().IsMatch(text);

    // A word of thanks deserves an answer now and then, not each time; in a group that is no answer at all.
    private bool MayStaySilent(string text, ConversationScope scope) =>
        scope == ConversationScope.Group || (text.TrimEnd('\u3002').Length <= 12 && understander.Understand(text, world.Now.DateTime).Intent is IntentNames.None or IntentNames.Confirm or IntentNames.Deny);

    private bool IsThirdTime(Member who, string said)
    {
        if (!_lastSaid.TryGetValue(who.Id, out var last))
        {
            _lastSaid[who.Id] = last = new Queue<string>();
        }

        var isThird = last.Count == 2 && last.All(l => l == said);
        last.Enqueue(said);
        if (last.Count > 2)
        {
            last.Dequeue();
        }

        return isThird;
    }

    private IEnumerable<string> PrivacyFaults(Member who, ConversationScope scope, string whole)
    {
        foreach (var (secret, owner) in Secrets)
        {
            if (whole.Contains(secret, StringComparison.Ordinal) && (scope == ConversationScope.Group || (owner != who.Id && who.Roles == Roles.None)))
            {
                yield return $"words told in confidence ({secret}) are told to {(scope == ConversationScope.Group ? "the group" : who.Name)}";
            }
        }

        if (scope == ConversationScope.Group)
        {
            // How a command is written, and examples of what can be said, are nobody's.
            var lines = whole.Split('\n').Where(l => l.TrimStart() is not (['/', ..] or ['·', ..])).Select(l => Quoted().Replace(l, ""));
            foreach (var leak in GroupEars.Leaks(lines, [.. world.Branch.Members.Select(m => m.Name)], []))
            {
                yield return leak;
            }
        }
    }

    [GeneratedRegex(@"Exception|StackTrace|   at [A-Z]|System\.|\{\??[a-z_]+[:}]|(?<![A-Za-z0-9@_.])(dialog|common|forms|command|refused|leave|points|session|sessions|signup|checkin|attendance|dispute|escalation|study|undo|help|enum|branch|roster|button)\.[a-z_]{3,}", RegexOptions.IgnoreCase)]
    private static partial Regex Inner();

    [GeneratedRegex("^[^0-9一二三四五六七八九十a-z]*[0-9一二三四五六七八九十]+[^0-9a-z]{0,5}$")]
    private static partial Regex Place();

    [GeneratedRegex("(?<![”，、或说如]|想办)“[^”]{0,4}(请假|申诉|提醒|谈话|批假)”(?!“)")]
    private static partial Regex PrivateTitle();

    [GeneratedRegex("“[^”]*”|「[^」]*」")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[ ,，。！!~]*(是|对|好|行|可以|确定|确认|没错|没问题|嗯|提交|同意|要|需要|ok|y|就这样)", RegexOptions.IgnoreCase)]
    private static partial Regex ShortYes();
}
