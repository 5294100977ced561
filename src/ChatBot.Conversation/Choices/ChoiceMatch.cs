using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Choices;

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
