namespace ChatBot.TestKit.Rights;

/// <summary>What rules.md §20 says about one use case.</summary>
/// <param name="UseCase">Its name.</param>
/// <param name="Place">The column "place".</param>
/// <param name="OwnCase">The column "own case".</param>
/// <param name="Cells">The cells by column: M, L, R, C, D, I, B, S, O, A.</param>
public sealed record RightsRow(string UseCase, string Place, string OwnCase, IReadOnlyDictionary<char, string> Cells);
