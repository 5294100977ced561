namespace ChatBot.Kernel.Wording;

/// <summary>A value of a capability that sentences say like a plain one: a month of points like its first day.</summary>
public interface IWordedFact
{
    /// <summary>The plain value.</summary>
    object? Fact { get; }

    /// <summary>The format of templates in which it is said; null for the usual one.</summary>
    string? Format { get; }
}
