using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

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
    /// <typeparam name="TFacts">See <see cref="UndoKind{TFacts}"/>.</typeparam>
    public void KeepUndo<TFacts>(UndoKind<TFacts> kind, TFacts facts)
        where TFacts : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        Changes.Add(new UndoKept(new UndoEntry(Ids.New(), Actor.Id, kind.Name, InputWriter<TFacts>.Write(facts), Now)));
    }

    /// <summary>The same turn with changes of its own: what is put there is written only when <see cref="Take"/> says so.</summary>
    public TurnScope Draft() => new()
    {
        Branch = Branch,
        Actor = Actor,
        Now = Now,
        Message = Message,
        Changes = new ChangeSet(Branch.Id),
        Ids = Ids,
        IsRetry = IsRetry,
    };

    /// <summary>Takes over the changes of a draft.</summary>
    public void Take(TurnScope draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        Changes.AddRange(draft.Changes.Changes);
    }

    /// <summary>Null when the actor may; otherwise the polite refusal (rules.md §20).</summary>
    public UseCaseResult? RefusalFor(ActionRule action, RightsSubject subject = default) => Rights.Decide(Actor, action, subject) switch
    {
        RightsVerdict.Allowed => null,
        RightsVerdict.NotYourRole => UseCaseResult.Refused(action.Refusal(Actor)),
        RightsVerdict.OwnCase => UseCaseResult.Refused(Reply.Of("refused.own_case", ("action", action.Wording))),
        RightsVerdict.OwnDraft => UseCaseResult.Refused(Reply.Of("refused.own_draft")),
    };
}
