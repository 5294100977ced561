namespace ChatBot.Kernel.UseCases;

/// <summary>Offers what can be picked for a slot right now, in the order in which it is numbered.</summary>
public interface IChoiceSource
{
    /// <summary>Stable name used in <c>dialogs/</c>, e.g. <c>sessions.leavable</c>.</summary>
    string Name { get; }

    /// <summary>The choices for the person in the scope; may depend on slots filled already.</summary>
    Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken);
}
