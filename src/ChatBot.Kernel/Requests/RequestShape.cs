using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>
/// One kind of request: its names, where it is read and how it is said. The engine around it — deciding, withdrawing,
/// taking both back, lists, cards and notices — is the same for all kinds.
/// </summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class RequestShape<TRequest, TAbout>(RequestTerms terms)
    where TRequest : Request
{
    /// <summary>Its names.</summary>
    public RequestTerms Terms { get; } = terms;

    /// <summary>One request, or null.</summary>
    public abstract Task<TRequest?> FindAsync(BranchId branch, Guid id, CancellationToken cancellationToken);

    /// <summary>All that wait for a decision, oldest first.</summary>
    public abstract Task<IReadOnlyList<TRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken);

    /// <summary>What there is to say of it; null when what it is about is gone.</summary>
    public abstract Task<RequestView<TRequest, TAbout>?> ViewAsync(TRequest request, BranchSnapshot branch, CancellationToken cancellationToken);

    /// <summary>The change that writes its new form. Guard: the stored status is <paramref name="from"/>.</summary>
    public abstract Change Changed(TRequest request, RequestStatus from);

    /// <summary>Buttons by which it is decided with one tap.</summary>
    public abstract IReadOnlyList<ButtonPhrase> Buttons(RequestView<TRequest, TAbout> view);

    /// <summary>Whether the asker can still take it back.</summary>
    public virtual bool IsWithdrawable(RequestView<TRequest, TAbout> view, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Request.Status == RequestStatus.Pending;
    }

    /// <summary>Whether a decision can still be taken back: while nothing else rests on it.</summary>
    public virtual bool IsReopenable(RequestView<TRequest, TAbout> view) => true;

    /// <summary>Whoever decides: whom the row reaches, never the asker .</summary>
    public virtual IReadOnlyList<Member> Deciders(RequestView<TRequest, TAbout> view, BranchSnapshot branch, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(branch);
        return [.. branch.Here(today).Where(m => Rights.May(m, Terms.Decide, view.Subject))];
    }

    /// <summary>The row that puts it to a decider.</summary>
    public virtual OutboxItem AskRow(RequestView<TRequest, TAbout> view, MemberId decider, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Row(Terms.Ask, view.Request, decider, scope, quiet: true);
    }

    /// <summary>What is said to a reader when it is decided: by default nothing of links.</summary>
    public virtual Reply Told(RequestView<TRequest, TAbout> view, string sentence)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new Reply(view.Say(Terms, sentence));
    }

    /// <summary>The view of one, where both it and its asker are there.</summary>
    public async Task<RequestView<TRequest, TAbout>?> ViewAsync(Guid? id, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        return id is { } known && await FindAsync(branch.Id, known, cancellationToken) is { } request && branch.Member(request.Asker) is not null
            ? await ViewAsync(request, branch, cancellationToken)
            : null;
    }

    /// <summary>Those that a person may decide, oldest first.</summary>
    public async Task<IReadOnlyList<RequestView<TRequest, TAbout>>> DecidableAsync(Member reader, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var pending = (await PendingAsync(branch.Id, cancellationToken)).Where(r => branch.Member(r.Asker) is not null).ToList();
        return [.. (await ViewsAsync(pending, branch, cancellationToken)).Where(v => Rights.May(reader, Terms.Decide, v.Subject))];
    }

    /// <summary>The views of several, without those of which nothing can be said any more.</summary>
    public virtual async Task<IReadOnlyList<RequestView<TRequest, TAbout>>> ViewsAsync(
        IReadOnlyList<TRequest> requests, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var views = new List<RequestView<TRequest, TAbout>>();
        foreach (var request in requests)
        {
            if (await ViewAsync(request, branch, cancellationToken) is { } view)
            {
                views.Add(view);
            }
        }

        return views;
    }

    /// <summary>Puts a pending request to everybody who decides it.</summary>
    public IReadOnlyList<Member> Put(RequestView<TRequest, TAbout> view, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var deciders = Deciders(view, scope.Branch, scope.Today);
        foreach (var decider in deciders)
        {
            scope.Changes.Add(new OutboxAdded(AskRow(view, decider.Id, scope)));
        }

        return deciders;
    }

    /// <summary>A private row about it.</summary>
    public OutboxItem Row(OutboxKind kind, TRequest request, MemberId to, TurnScope scope, bool quiet)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        return PrivateRow.About(scope.Branch.Id, kind.Name, to, Terms.Kind, request.Key, scope.Ids, scope.Now, quiet);
    }
}
