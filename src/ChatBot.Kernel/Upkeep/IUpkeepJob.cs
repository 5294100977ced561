namespace ChatBot.Kernel.Upkeep;

/// <summary>
/// Recurring work behind the turns that belongs to no message. Every replica runs it, at times of its own: two at once must
/// do no harm.
/// </summary>
public interface IUpkeepJob
{
    /// <summary>Its name in the log.</summary>
    string Name { get; }

    /// <summary>The pause after a run that succeeded. The first run comes at the start of the service.</summary>
    TimeSpan Period { get; }

    /// <summary>Does it once. Whatever it throws is logged, and it runs again soon.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
