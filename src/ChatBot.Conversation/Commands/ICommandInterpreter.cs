using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <summary>Reads slash commands.</summary>
public interface ICommandInterpreter
{
    /// <summary>Whether the text is meant as a command: it begins with a slash, half- or full-width.</summary>
    bool IsCommand(string text);

    /// <summary>What the command comes to. Reads choices, changes nothing.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="scope">Who, where, when.</param>
    /// <param name="lastList">Values of the last numbered list that was shown, so that a bare number can pick from it.</param>
    /// <param name="lastSource">The choice source of that list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<CommandOutcome> InterpretAsync(
        string text,
        TurnScope scope,
        IReadOnlyList<string>? lastList,
        string? lastSource,
        CancellationToken cancellationToken);
}
