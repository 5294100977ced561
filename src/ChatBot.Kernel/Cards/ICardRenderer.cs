using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Cards;

/// <summary>Makes the present state of cards of one kind.</summary>
public interface ICardRenderer
{
    /// <summary>The kind in the card's key, <see cref="CardKey"/>.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a card of the kind may stand in a group. Everything else is shown to the one reader it was sent to, and what
    /// has been decided repeats no reason.
    /// </summary>
    bool MayStandInGroups { get; }

    /// <summary>The present state; null when there is nothing to say any more, then the copy stays as it is.</summary>
    /// <param name="id">The thing the card speaks of.</param>
    /// <param name="reader">Who sees the copy; null for a group.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken);
}
