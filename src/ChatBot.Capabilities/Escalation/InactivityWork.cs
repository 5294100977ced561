using System.Globalization;
using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>
/// Once a week looks who has taken part in nothing for long; at four, five and six months the secretary gets one private note
/// with the facts, so that contact can be sought in time. Nothing is ever sent to the member, and no status changes.
/// </summary>
public sealed class InactivityWork(IAttendanceReader attendance, IIdSource ids, IWording wording) : IOutboxRenderer
{
    /// <summary>How the dedupe keys of checks begin.</summary>
    public const string CheckKeys = "inactivity.check:";

    private const int Depth = 120;
    private const int FirstNote = 4;
    private const int LastNote = 6;
    private static readonly TimeOnly Morning = new(9, 0);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["inactivity.check", "inactivity.note"];

    /// <summary>The check of the week that begins on or after a day; planned once.</summary>
    public static OutboxItem Check(BranchSnapshot branch, DateOnly from, IIdSource ids)
    {
        var monday = from.AddDays(((int)DayOfWeek.Monday - (int)from.DayOfWeek + 7) % 7);
        return new OutboxItem
        {
            Id = ids.New(),
            Branch = branch.Id,
            DueAt = branch.Calendar.Instant(monday, Morning),
            Kind = "inactivity.check",
            Recipient = Recipient.Worker,
            DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{CheckKeys}{monday:yyyyMMdd}"),
        };
    }

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Kind == "inactivity.check")
        {
            return await CheckAsync(branch, now, cancellationToken);
        }

        if (item.Recipient.Member is not { } reader || item.Id("member") is not { } id || branch.Member(new MemberId(id)) is not { } member
            || reader == member.Id || await FindAsync(branch, member.Id, now, cancellationToken) is not { Months: >= FirstNote } found)
        {
            return new Rendering.Drop("out of date");
        }

        return wording.Send(
            Reply.Of(
                found.Months >= LastNote ? "escalation.inactive_formal" : "escalation.inactive",
                ("member", member.Name),
                ("months", found.Months),
                ("since", found.Since),
                ("missed", found.Missed),
                ("leave", found.OnLeave),
                ("gaps", found.NotRecorded),
                ("mobile", member.IsMobile),
                ("last", found.LastAttended)),
            branch,
            now);
    }

    private async Task<Rendering> CheckAsync(BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = branch.Calendar.Day(now);
        var changes = new ChangeSet(branch.Id);
        changes.Add(new OutboxAdded(Check(branch, today.AddDays(1), ids)));
        var members = branch.Members.Where(m => m.IsCounted && m.BelongsOn(today)).ToList();
        var histories = await attendance.HistoryAsync(branch.Id, [.. members.Select(m => m.Id)], Depth, cancellationToken);
        foreach (var member in members)
        {
            if (Find(histories.GetValueOrDefault(member.Id) ?? [], branch, today) is { Months: >= FirstNote } found)
            {
                changes.AddRange(Notes(branch, member, found, now));
            }
        }

        return new Rendering.Work(changes);
    }

    private IEnumerable<OutboxAdded> Notes(BranchSnapshot branch, Member member, Inactivity found, DateTimeOffset now) => branch.Here(branch.Calendar.Day(now))
        .Where(m => Rights.May(m, EscalationActions.Handle, new RightsSubject(member)))
        .Select(handler => new OutboxAdded(new OutboxItem
        {
            Id = ids.New(),
            Branch = branch.Id,
            DueAt = now,
            Kind = "inactivity.note",
            Recipient = Recipient.To(handler.Id),
            Facts = new Dictionary<string, string> { ["member"] = member.Id.ToString() },
            DedupeKey = string.Create(
                CultureInfo.InvariantCulture, $"inactivity:{member.Id}:{found.Since:yyyyMMdd}:{Math.Min(found.Months, LastNote)}:{handler.Id}"),
        }));

    private async Task<Inactivity?> FindAsync(BranchSnapshot branch, MemberId member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var history = (await attendance.HistoryAsync(branch.Id, [member], Depth, cancellationToken)).GetValueOrDefault(member) ?? [];
        return Find(history, branch, branch.Calendar.Day(now));
    }

    private static Inactivity? Find(IEnumerable<AttendanceMark> history, BranchSnapshot branch, DateOnly today) =>
        Inactivity.Find(history, branch.Policy.Escalation.Streak, branch.Calendar, today);
}
