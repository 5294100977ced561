using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Undo;

/// <summary>What came of taking something back.</summary>
public abstract record Undoing
{
    private Undoing()
    {
    }

    /// <summary>Things have changed since: it cannot be taken back any more.</summary>
    public static Undoing TooLate { get; } = new Late();

    /// <summary>It is taken back.</summary>
    /// <param name="what">Names what is taken back, for the question that comes first when others were told of it.</param>
    /// <param name="reply">Says that it is done.</param>
    public static Undoing Done(Phrase what, Reply reply) => new Taken(what, reply);

    /// <summary>The actor may not do it (any more), and why.</summary>
    public static Undoing Refused(UseCaseResult refusal) => new Denied(refusal);

    /// <summary>By the use case that does the opposite, which has put its changes into the scope.</summary>
    /// <param name="what">Names what is taken back.</param>
    /// <param name="opposite">What came of the use case.</param>
    /// <param name="scope">The scope it ran in.</param>
    public static Undoing By(Phrase what, UseCaseResult opposite, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(opposite);
        ArgumentNullException.ThrowIfNull(scope);
        return opposite.Status == UseCaseStatus.Done && !scope.Changes.IsEmpty ? Done(what, opposite.Replies[0]) : TooLate;
    }

    internal sealed record Late : Undoing;

    internal sealed record Taken(Phrase What, Reply Reply) : Undoing;

    internal sealed record Denied(UseCaseResult Refusal) : Undoing;
}
