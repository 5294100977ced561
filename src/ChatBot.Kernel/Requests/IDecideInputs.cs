namespace ChatBot.Kernel.Requests;

/// <summary>What every decision on a request takes.</summary>
public interface IDecideInputs
{
    /// <summary>The request; null when none was named.</summary>
    Guid? Request { get; }

    /// <summary>What is decided; null when it was not said.</summary>
    Decision? Decision { get; }

    /// <summary>A word to the asker.</summary>
    string? Text { get; }
}
