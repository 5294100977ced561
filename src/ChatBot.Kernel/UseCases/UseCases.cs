using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>
/// One thing the bot can do. A dialog's submission or a slash command names it; its inputs are the filled slots. It
/// reads, decides, and puts what is to be written into <see cref="TurnScope.Changes"/>; it never writes itself.
/// </summary>
public interface IUseCase
{
    /// <summary>Runs it for the person in the scope, who may turn out not to be allowed to: then the reply says so politely.</summary>
    Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken);
}

/// <summary>What came of a use case.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Replies">What to say; the first goes to the conversation of the turn.</param>
public sealed record UseCaseResult(UseCaseStatus Status, IReadOnlyList<Reply> Replies)
{
    /// <summary>Done, or answered.</summary>
    public static UseCaseResult Done(params Reply[] replies) => new(UseCaseStatus.Done, replies);

    /// <summary>Not done, and nothing changed; the reply says why and what to do.</summary>
    public static UseCaseResult Refused(params Reply[] replies) => new(UseCaseStatus.Refused, replies);
}

/// <summary>How a use case ended.</summary>
public enum UseCaseStatus
{
    Done,
    Refused,
}

/// <summary>Inputs of a use case by slot name, in canonical text form (ids as 32 hex digits, days as yyyy-MM-dd,
/// instants as ISO 8601, numbers invariant), so that a half-filled form can wait in Redis.</summary>
public sealed class Inputs(IReadOnlyDictionary<string, string> values)
{
    public static Inputs None { get; } = new(new Dictionary<string, string>());

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>The text under a name, or null when absent or blank.</summary>
    public string? Text(string name) => Values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A whole number, or null.</summary>
    public int? Int(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>A decimal number, or null.</summary>
    public decimal? Decimal(string name) => decimal.TryParse(Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>An id, or null.</summary>
    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    /// <summary>A member id, or null.</summary>
    public MemberId? Member(string name = "member") => Id(name) is { } id ? new MemberId(id) : null;

    /// <summary>Several member ids, separated by commas; what is no id is left out.</summary>
    public IReadOnlyList<MemberId> Members(string name) =>
        [.. (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(t => Guid.TryParse(t, out var id) ? new MemberId(id) : (MemberId?)null)
            .OfType<MemberId>().Distinct()];

    /// <summary>A local day, or null.</summary>
    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;

    /// <summary>An instant, or null.</summary>
    public DateTimeOffset? Instant(string name) => DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var i) ? i.ToUniversalTime() : null;

    /// <summary>An enum member by its English name, ignoring case, or null.</summary>
    public T? Enum<T>(string name)
        where T : struct, Enum => System.Enum.TryParse<T>(Text(name), true, out var v) && System.Enum.IsDefined(v) ? v : null;

    /// <summary>yes/true or no/false, or null.</summary>
    public bool? Flag(string name) => Text(name) switch { "yes" or "true" => true, "no" or "false" => false, _ => null };
}

/// <summary>Everything a use case works with in one turn.</summary>
public sealed class TurnScope
{
    public required BranchSnapshot Branch { get; init; }

    /// <summary>Who speaks.</summary>
    public required Member Actor { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required InboundMessage Message { get; init; }

    public required ChangeSet Changes { get; init; }

    public required IIdSource Ids { get; init; }

    /// <summary>
    /// Whether the commit of an earlier try did not hold: what the books themselves refuse (a second request for the same
    /// session) need not be looked for before, only then.
    /// </summary>
    public bool IsRetry { get; init; }

    public bool IsPrivate => Message.Scope == ConversationScope.Private;

    /// <summary>Today in the branch's time zone.</summary>
    public DateOnly Today => Branch.Calendar.Day(Now);

    /// <summary>Adds an audit line by the actor.</summary>
    public void Audit(string action, object subject, string detail = "") =>
        Changes.Add(new Audited(Actor.Id, action, subject.ToString() ?? "", detail, Now));

    /// <summary>Remembers how to take back what was just done.</summary>
    public void KeepUndo(UndoKind kind, params (string Name, string Value)[] facts) =>
        Changes.Add(new UndoKept(new UndoEntry(Ids.New(), Actor.Id, kind.Name, facts.ToDictionary(f => f.Name, f => f.Value), Now)));

    /// <summary>Null when the actor may; otherwise the polite refusal (rules.md §20).</summary>
    public UseCaseResult? RefusalFor(ActionRule action, RightsSubject subject = default) => Rights.Decide(Actor, action, subject) switch
    {
        RightsVerdict.Allowed => null,
        RightsVerdict.NotYourRole => UseCaseResult.Refused(action.Refusal(Actor)),
        RightsVerdict.OwnCase => UseCaseResult.Refused(Reply.Of("refused.own_case", ("action", action.Wording))),
        RightsVerdict.OwnDraft => UseCaseResult.Refused(Reply.Of("refused.own_draft")),
    };
}

/// <summary>New ids; time-ordered in production, predictable in tests.</summary>
public interface IIdSource
{
    /// <summary>A new id.</summary>
    Guid New();
}
