using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Outbox;

/// <summary>Rows for one person's eyes that speak of one thing: a request, a step, a dispute, a claim.</summary>
public static class PrivateRow
{
    /// <summary>A row due now.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="kind">Its renderer's kind.</param>
    /// <param name="to">The only one who reads it.</param>
    /// <param name="fact">Name of the fact that holds the id.</param>
    /// <param name="id">Id of what it speaks of.</param>
    /// <param name="ids">Gives the row its id.</param>
    /// <param name="now">When it falls due.</param>
    /// <param name="quiet">Whether it keeps the hours of rest.</param>
    public static OutboxItem About(
        BranchId branch, string kind, MemberId to, string fact, Guid id, IIdSource ids, DateTimeOffset now, bool quiet = true) => new()
        {
            Id = ids.New(),
            Branch = branch,
            DueAt = now,
            Kind = kind,
            Recipient = Recipient.To(to),
            Facts = new Dictionary<string, string> { [fact] = id.ToString("N") },
            KeepsQuietHours = quiet,
        };
}
