namespace ChatBot.Kernel.Undo;

/// <summary>A kind of thing that can be taken back, with the facts that it takes.</summary>
/// <typeparam name="TFacts">A record whose constructor parameters are kept with the entry, see <see cref="UseCases.InputNames"/>.</typeparam>
/// <param name="Name">As it is stored; never changes.</param>
public sealed record UndoKind<TFacts>(string Name) : UndoKind(Name)
    where TFacts : class;
