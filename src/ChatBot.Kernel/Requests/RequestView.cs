using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>A request with what is said of it.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <param name="Request">The request.</param>
/// <param name="About">What it is about.</param>
/// <param name="Subject">What its row of the rights is asked with; names the asker as whose case it is.</param>
/// <param name="Facts">What every sentence about it may say; holds nothing that is between asker and decider.</param>
/// <param name="Confidential">What only the sentence to the decider says beside it: the reason, the statement.</param>
public sealed record RequestView<TRequest, TAbout>(
    TRequest Request,
    TAbout About,
    RightsSubject Subject,
    IReadOnlyList<(string Name, object? Value)> Facts,
    IReadOnlyList<(string Name, object? Value)> Confidential)
    where TRequest : Request
{
    /// <summary>What the request is about, as words by which it can be picked; beside the asker's name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The day of what it is about, for picking by date.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>See <see cref="UseCases.Choice.Kind"/>.</summary>
    public string? KindWord { get; init; }

    /// <summary>Short stable handle in commands where the request has one of its own; null for one from its id.</summary>
    public string? Handle { get; init; }

    /// <summary>How it is named in a button or a command.</summary>
    public string HandleOrId => Handle ?? UseCases.Choice.HandleOf(Request.Key);

    /// <summary>A sentence of the kind with the open facts.</summary>
    public Phrase Say(RequestTerms terms, string sentence, params IReadOnlyList<(string Name, object? Value)> more)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Phrase.Of(terms.Key(sentence), [.. Facts, ("status", Phrase.Of(terms.StatusKey(Request.Status))), ("note", Request.DecisionNote), ("handle", HandleOrId), .. more]);
    }

    /// <summary>The sentence to the decider, with what is confidential; for private chats alone.</summary>
    public Phrase Put(RequestTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Say(terms, "for_decider", Confidential);
    }
}
