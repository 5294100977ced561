namespace ChatBot.Kernel.Turns;

/// <summary>Asks one store whether it answers; for health and <c>doctor</c>.</summary>
public interface IStoreProbe
{
    /// <summary><c>postgres</c> or <c>redis</c>.</summary>
    string Name { get; }

    /// <summary>Whether it answers now; never throws for a store that is away.</summary>
    Task<bool> IsUpAsync(CancellationToken cancellationToken);
}
