using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>What a slash command comes to.</summary>
public abstract record CommandOutcome
{
    private CommandOutcome()
    {
    }

    /// <summary>Everything needed is there: run the use case.</summary>
    public sealed record RunUseCase(string UseCase, Inputs Inputs) : CommandOutcome;

    /// <summary>Something is missing: open the form that submits to the use case, with these slots filled.</summary>
    public sealed record OpenForm(string UseCase, Inputs Filled) : CommandOutcome;

    /// <summary>Answer at once: help, or what was wrong with the command.</summary>
    public sealed record Answer(IReadOnlyList<Reply> Replies) : CommandOutcome
    {
        /// <summary>Whether the answer quotes what was typed, which a group may not hear again (a reason for leave).</summary>
        public bool QuotesWords { get; init; }

        /// <summary>The use case of the command, where it is known.</summary>
        public string? UseCase { get; init; }
    }

    /// <summary>The command is another way to say these plain words (<c>/取消</c>): treat them as typed.</summary>
    public sealed record PlainWords(string Text) : CommandOutcome;
}
