using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Cards;

/// <summary>Which changes make sent cards out of date, and the rows that bring them up to date.</summary>
public static class CardRows
{
    /// <summary>Kind of the rows.</summary>
    public const string Kind = "card.refresh";

    /// <summary>Sign-ups are gathered, as in the list for the group.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The rows for everything that a change set changes, once a card. Called before the commit, so that a card can not be
    /// forgotten where something is decided.
    /// </summary>
    /// <param name="changes">What is to be committed.</param>
    /// <param name="tapped">The copy that the answer itself brings up to date.</param>
    /// <param name="ids">New ids.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<OutboxAdded> For(ChangeSet changes, TappedCard? tapped, IIdSource ids, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return
        [
            .. changes.Changes
                .Select(c => (Key: c.Card, Gathers: c.GathersOnCard))
                .Where(c => c.Key is not null)
                .GroupBy(c => c.Key!, (key, all) => Changed(
                    changes.Branch, key, ids, all.All(c => c.Gathers) ? now + Gather : now, tapped?.Key == key ? tapped.CopyId : null)),
        ];
    }

    /// <summary>A row that brings all copies of a card up to date; several that wait are one.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="key">The card.</param>
    /// <param name="ids">New ids.</param>
    /// <param name="dueAt">When.</param>
    /// <param name="except">A copy that shows it already.</param>
    /// <param name="attempt">How often it was tried.</param>
    public static OutboxAdded Changed(
        BranchId branch, string key, IIdSource ids, DateTimeOffset dueAt, string? except = null, int attempt = 0)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var facts = new Dictionary<string, string> { ["card"] = key };
        if (except is not null)
        {
            facts["except"] = except;
        }

        if (attempt > 0)
        {
            facts["attempt"] = attempt.ToString(CultureInfo.InvariantCulture);
        }

        return new OutboxAdded(new OutboxItem
        {
            Id = ids.New(),
            Branch = branch,
            DueAt = dueAt,
            Kind = Kind,
            Recipient = Recipient.Worker,
            Facts = facts,
            CoalesceKey = $"card:{key}",
        });
    }
}
