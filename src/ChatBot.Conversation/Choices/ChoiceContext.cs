using ChatBot.Conversation.Sentences;

namespace ChatBot.Conversation.Choices;

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
