using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.TestKit;

/// <summary>What came of a use case that was run and committed.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Replies">What is said.</param>
/// <param name="Changes">What it asked to write.</param>
/// <param name="Attempts">How often it was decided until the commit held.</param>
public sealed record Outcome(UseCaseStatus Status, IReadOnlyList<Reply> Replies, IReadOnlyList<Change> Changes, int Attempts)
{
    /// <summary>The key of the first reply.</summary>
    public string Key => Replies[0].Text.Key;

    /// <summary>The keys of the buttons under the first reply.</summary>
    public IReadOnlyList<string> Buttons => [.. (Replies[0].Buttons ?? []).Select(b => b.Key)];

    /// <summary>A fact of the first reply, or null.</summary>
    public object? Fact(string name) => Replies[0].Text.Facts.GetValueOrDefault(name);

    /// <summary>A fact of the first reply that is a list of phrases.</summary>
    public IReadOnlyList<Phrase> Lines(string name) => Fact(name) as IReadOnlyList<Phrase> ?? [];

    /// <summary>Whose requests a list of waiting requests shows, in its order: the first as a card, the others in lines.</summary>
    public IEnumerable<string> Askers =>
    [
        (string)Replies[0].Text.Facts["member"]!,
        .. Replies.Skip(1).SelectMany(r => (IEnumerable<Phrase>)r.Text.Facts["requests"]!).Select(l => (string)((Phrase)l.Facts["request"]!).Facts["member"]!),
    ];
}
