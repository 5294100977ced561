using System.Globalization;
using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Host.Export;

/// <summary>Tables of a branch's books; no reasons for leave, no disputes, no steps (design §4).</summary>
public sealed class BranchExport(ISessionReader sessions, IAttendanceReader attendance, IPointsReader points, IWording wording, TimeProvider clock)
{
    /// <summary>A row a member, a column a confirmed session in [from, to], then the counts.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<object?>>> AttendanceAsync(
        BranchSnapshot branch, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var start = branch.Calendar.Instant(from, TimeOnly.MinValue);
        var end = branch.Calendar.Instant(to.AddDays(1), TimeOnly.MinValue);
        var confirmed = (await sessions.ListAsync(branch.Id, start, end, cancellationToken)).Where(s => s.Phase == SessionPhase.Confirmed).ToList();
        var columns = new List<Dictionary<MemberId, AttendanceStatus>>();
        foreach (var session in confirmed)
        {
            var facts = await attendance.ForSessionAsync(branch.Id, session.Id, cancellationToken);
            columns.Add(facts.Where(f => f.IsConfirmed).ToDictionary(f => f.Member, f => f.Status));
        }

        var rows = new List<IReadOnlyList<object?>>
        {
            new List<object?>(
            [
                Say(Phrase.Of("export.name")), Say(Phrase.Of("export.group")), .. confirmed.Select(s => Say(Phrase.Of("export.session", ("number", s.Number), ("kind", s.Kind), ("day", branch.Calendar.Day(s.StartsAt))))),
                Say(Phrase.Of("export.came")), Say(Phrase.Of("export.leave")), Say(Phrase.Of("export.absent")),
            ]),
        };
        foreach (var member in branch.Members.Where(m => m.IsCounted).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            var statuses = columns.Select(c => c.TryGetValue(member.Id, out var s) ? s : (AttendanceStatus?)null).ToList();
            rows.Add(new List<object?>(
            [
                member.Name,
                branch.Groups.FirstOrDefault(g => g.Id == member.Group)?.Name ?? "",
                .. statuses.Select(s => s is { } status ? Say(Phrase.Of("export.status", ("status", status))) : ""),
                statuses.Count(s => s is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late),
                statuses.Count(s => s == AttendanceStatus.Excused),
                statuses.Count(s => s == AttendanceStatus.Unexcused),
            ]));
        }

        return rows;

        string Say(Phrase phrase) => wording.Render(phrase, branch.Calendar, clock.GetUtcNow());
    }

    /// <summary>A row a member, a column a month of [from, to], then the total.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<object?>>> PointsAsync(
        BranchSnapshot branch, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var months = new List<(PointsMonth Month, Dictionary<MemberId, decimal> Totals)>();
        for (var month = PointsMonth.Of(from); month.Key <= PointsMonth.Of(to).Key; month = month.Next)
        {
            var totals = await points.TotalsAsync(branch.Id, month, month, cancellationToken);
            months.Add((month, totals.ToDictionary(t => t.Member, t => t.Points)));
        }

        var rows = new List<IReadOnlyList<object?>>
        {
            new List<object?>([Say(Phrase.Of("export.name")), .. months.Select(m => m.Month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture)), Say(Phrase.Of("export.total"))]),
        };
        foreach (var member in branch.Members.Where(m => m.IsCounted).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            var own = months.Select(m => m.Totals.GetValueOrDefault(member.Id)).ToList();
            rows.Add(new List<object?>([member.Name, .. own.Select(p => (object?)p), own.Sum()]));
        }

        return rows;

        string Say(Phrase phrase) => wording.Render(phrase, branch.Calendar, clock.GetUtcNow());
    }
}
