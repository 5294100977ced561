using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>Why a command could not be carried out, at which word.</summary>
/// <param name="Word">The word as typed; null when something is missing rather than wrong.</param>
/// <param name="What">The sentence.</param>
/// <param name="Options">Things that the word, or the missing argument, could have meant.</param>
internal sealed record CommandProblem(CommandWord? Word, Phrase What, IReadOnlyList<Choice>? Options = null)
{
    /// <summary>A word that the mistyped one was probably meant to be.</summary>
    public string? Meant { get; init; }
}

/// <summary>A command with its words put to its arguments.</summary>
/// <param name="Values">Inputs read so far.</param>
/// <param name="Problem">What stopped the reading, or null.</param>
/// <param name="Missing">Required arguments without a value.</param>
internal sealed record CommandBinding(
    IReadOnlyDictionary<string, string> Values,
    CommandProblem? Problem,
    IReadOnlyList<ArgumentDefinition> Missing);
