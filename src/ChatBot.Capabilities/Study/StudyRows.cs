using System.Globalization;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Study;

/// <summary>Outbox rows about study material.</summary>
internal static class StudyRows
{
    private static readonly TimeSpan BeforeSession = TimeSpan.FromDays(3);

    /// <summary>How the dedupe keys of all posts of material begin.</summary>
    public static string KeysOf(MaterialId material) => $"study:{material}:";

    /// <summary>Posts to the group now, and once more some days before the session it prepares (R-1005).</summary>
    public static void Publish(
        ChangeSet changes, BranchSnapshot branch, Material material, Func<SessionId, Capabilities.Sessions.Session?> lookup, IIdSource ids, DateTimeOffset now)
    {
        var session = material.Session is { } id ? lookup(id) : null;
        var group = Recipient.ToGroup(session?.Audience.Group);
        changes.Add(new OutboxAdded(Row(branch.Id, "study.posted", group, material, now, ids)));
        if (session is not null && session.StartsAt - BeforeSession is var due && due > now)
        {
            changes.Add(new OutboxAdded(Row(branch.Id, "study.reminder", group, material, due, ids)));
        }
    }

    /// <summary>A row about a piece of material, once for each purpose and approval.</summary>
    public static OutboxItem Row(BranchId branch, string kind, Recipient recipient, Material material, DateTimeOffset due, IIdSource ids) => new()
    {
        Id = ids.New(),
        Branch = branch,
        DueAt = due,
        Kind = kind,
        Recipient = recipient,
        Facts = new Dictionary<string, string> { ["material"] = material.Id.ToString() },
        DedupeKey = $"{KeysOf(material.Id)}{kind}:{material.DecidedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
    };
}
