namespace ChatBot.Kernel.Outbox;

/// <summary>Makes the message of one kind of outbox row at the moment it is sent, or finds that it is not needed.</summary>
public interface IOutboxRenderer
{
    /// <summary>The kinds it serves.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Renders one row from the facts of <paramref name="now"/>.</summary>
    Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken);
}
