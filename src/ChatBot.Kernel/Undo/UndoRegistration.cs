namespace ChatBot.Kernel.Undo;

/// <summary>A kind and how its handler is made.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Make">Makes the handler, when it is first needed.</param>
public sealed record UndoRegistration(UndoKind Kind, Func<IServiceProvider, IUndoHandler> Make);
