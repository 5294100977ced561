using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Declarations;

/// <summary>
/// One use case, declared once: forms, commands, help, rights, group privacy, <c>dialogs check</c> and the rights matrix
/// read this and repeat none of it.
/// </summary>
/// <param name="Name">Stable name used in <c>dialogs/</c>, e.g. <c>leave.request</c>.</param>
/// <param name="Rule">Who may: its row of rules.md §20.</param>
public sealed record UseCaseDeclaration(string Name, ActionRule Rule)
{
    /// <summary>Where it may be asked for; private unless it says more.</summary>
    public UseCasePlace Place { get; init; } = UseCasePlace.Private;

    /// <summary>The record of its inputs; <see cref="NoInputs"/> when it takes none.</summary>
    public Type Inputs { get; init; } = typeof(NoInputs);

    /// <summary>Whether it first shows what it would do and waits for a yes to exactly that.</summary>
    public bool Previews { get; init; }

    /// <summary>How it is taken back, or why it cannot be.</summary>
    public UndoRule Undo { get; init; } = UndoRule.ReadsOnly;

    /// <summary>Kinds of outbox rows that it leaves.</summary>
    public IReadOnlyList<OutboxKind> Sends { get; init; } = [];
}
