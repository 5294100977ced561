using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>What came of a use case.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Replies">What to say; the first goes to the conversation of the turn.</param>
public sealed record UseCaseResult(UseCaseStatus Status, IReadOnlyList<Reply> Replies)
{
    /// <summary>What a yes to a preview runs the use case with; null for every other end.</summary>
    public Inputs? OnYes { get; private init; }

    /// <summary>Done, or answered.</summary>
    public static UseCaseResult Done(params Reply[] replies) => new(UseCaseStatus.Done, replies);

    /// <summary>Not done, and nothing changed; the reply says why and what to do.</summary>
    public static UseCaseResult Refused(params Reply[] replies) => new(UseCaseStatus.Refused, replies);

    /// <summary>Nothing done yet: the card says what a yes will do.</summary>
    public static UseCaseResult Previewed(Reply card, Inputs onYes) => new(UseCaseStatus.Previewed, [card]) { OnYes = onYes };
}
