using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Turns;

/// <summary>What words come to among choices.</summary>
public abstract record ChoiceMatch
{
    private ChoiceMatch()
    {
    }

    /// <summary>Exactly one is meant.</summary>
    public sealed record One(Choice Choice) : ChoiceMatch;

    /// <summary>Several fit: ask which.</summary>
    public sealed record Several(IReadOnlyList<Choice> Choices) : ChoiceMatch;

    /// <summary>None fits.</summary>
    /// <param name="NamedSomething">The words named a number, day or thing that is not among the choices; false when they named nothing.</param>
    public sealed record None(bool NamedSomething) : ChoiceMatch;
}

/// <summary>What is known besides the words.</summary>
/// <param name="LocalNow">Now, on the branch's clock.</param>
/// <param name="LastList">Values of the numbered list that the person sees, in its order.</param>
/// <param name="IsTap">The words come from a button, which names things by handle, never by place in a list.</param>
/// <param name="IsCommand">A number may be a handle as well as a place: when both fit and differ, both are returned.</param>
/// <param name="Time">Time words that were read already; null to read them from the text.</param>
public sealed record ChoiceContext(
    DateTimeOffset LocalNow,
    IReadOnlyList<string>? LastList = null,
    bool IsTap = false,
    bool IsCommand = false,
    TimeHint? Time = null);
