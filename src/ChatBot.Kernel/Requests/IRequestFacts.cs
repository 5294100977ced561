namespace ChatBot.Kernel.Requests;

/// <summary>What taking an act on a request back needs to know.</summary>
public interface IRequestFacts
{
    /// <summary>The request.</summary>
    Guid? Request { get; }
}
