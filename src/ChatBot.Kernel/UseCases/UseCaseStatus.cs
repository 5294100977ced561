namespace ChatBot.Kernel.UseCases;

/// <summary>How a use case ended.</summary>
public enum UseCaseStatus
{
    /// <summary>Done, or answered.</summary>
    Done,

    /// <summary>Not done, and nothing changed.</summary>
    Refused,

    /// <summary>Nothing changed yet: what would be done is shown, and a yes does exactly that.</summary>
    Previewed,
}
