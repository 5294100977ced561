namespace ChatBot.TestKit.Rights;

/// <summary>Where a declaration says something else than rules.md §20, known and with its reason.</summary>
/// <param name="UseCase">The use case.</param>
/// <param name="Column">"place", "own case" or the letter of a column.</param>
/// <param name="Table">What the table says.</param>
/// <param name="Declared">What is declared.</param>
/// <param name="Why">Why it is so today.</param>
public sealed record RightsDeparture(string UseCase, string Column, string Table, string Declared, string Why)
{
    /// <summary>How it reads without its reason.</summary>
    public string Fault => $"{UseCase}: {Column}: the table says {Table}, declared is {Declared}";
}
