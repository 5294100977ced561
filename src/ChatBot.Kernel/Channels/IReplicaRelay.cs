namespace ChatBot.Kernel.Channels;

/// <summary>
/// Asks another replica for what only that one can do, because it holds a connection of which a platform allows one.
/// Fast and forgettable (Redis): a question that nobody hears is not kept.
/// </summary>
public interface IReplicaRelay
{
    /// <summary>Answers questions under a name until the result is disposed.</summary>
    /// <param name="name">What is served, for example <c>wecom:robot:…</c>.</param>
    /// <param name="answer">Gives the answer; null when this replica no longer serves the name. Must not throw.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task<IAsyncDisposable> ServeAsync(string name, Func<string, CancellationToken, Task<string?>> answer, CancellationToken cancellationToken);

    /// <summary>Asks whoever serves the name.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away; the question was not asked.</exception>
    Task<RelayAnswer> AskAsync(string name, string question, TimeSpan patience, CancellationToken cancellationToken);
}

/// <summary>What a question came to.</summary>
public enum RelayOutcome
{
    /// <summary>Somebody answered.</summary>
    Answered,

    /// <summary>Nobody serves the name now: nothing was done.</summary>
    NobodyThere,

    /// <summary>It was heard, and no answer came in time: nobody knows what was done.</summary>
    NoAnswer,
}

/// <summary>An answer of another replica.</summary>
/// <param name="Outcome">What the question came to.</param>
/// <param name="Text">The answer; empty when there is none.</param>
public readonly record struct RelayAnswer(RelayOutcome Outcome, string Text);
