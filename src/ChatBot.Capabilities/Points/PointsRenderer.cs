using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>Publications and the monthly window .</summary>
public sealed class PointsRenderer(IPointsReader points, IWording wording, IIdSource ids) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["points.published", "points.window", "points.window_notice"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) => item.Kind switch
    {
        "points.published" => await PublishedAsync(item, branch, now, cancellationToken),
        "points.window" => await OpenWindowAsync(item, branch, now, cancellationToken),
        "points.window_notice" => WindowNotice(branch, now),
        _ => throw new InvalidOperationException($"Nothing words a row of kind '{item.Kind}'."),
    };

    private async Task<Rendering> PublishedAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<Period>(item.Facts.GetValueOrDefault("period"), out var period)
            || !DateOnly.TryParse(item.Facts.GetValueOrDefault("day"), CultureInfo.InvariantCulture, out var day))
        {
            return new Rendering.Drop("period unknown");
        }

        var totals = await Totals.ReadAsync(points, period, branch, day, cancellationToken);
        return wording.Send(
            new Reply(
                Phrase.Of(
                    "points.publication",
                    ("period", period),
                    ("rows", Totals.Lines(totals, branch)),
                    ("until", day.AddDays(branch.Policy.Points.ObjectionDays))),
                null,
                Phrase.Of("points.publication_title", ("period", period))),
            branch,
            now);
    }

    /// <summary>The window opens: tell the group, and plan the next month's.</summary>
    private async Task<Rendering> OpenWindowAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new ChangeSet(branch.Id);
        var month = PointsMonth.Of(branch.Calendar.Day(item.DueAt));
        changes.Add(new OutboxAdded(PointsSchedule.Window(branch, month.Next, ids)));
        var isCurrent = month == PointsMonth.Of(branch.Calendar.Day(now));
        if (isCurrent && (await points.ItemsAsync(branch.Id, cancellationToken)).Any(i => i.IsActive))
        {
            changes.Add(new OutboxAdded(new OutboxItem
            {
                Id = ids.New(),
                Branch = branch.Id,
                DueAt = now,
                Kind = "points.window_notice",
                Recipient = Recipient.BranchGroup,
                DedupeKey = $"points.window_notice:{month.Key}",
            }));
        }

        return new Rendering.Work(changes);
    }

    private Rendering WindowNotice(BranchSnapshot branch, DateTimeOffset now)
    {
        var month = PointsMonth.Of(branch.Calendar.Day(now));
        return wording.Send(
            new Reply(
                Phrase.Of("points.window", ("month", month.FirstDay), ("until", month.LastDay.AddDays(branch.Policy.Points.GraceDays))),
                [ButtonPhrase.Of("points.claim")],
                Phrase.Of("points.window_title")),
            branch,
            now);
    }
}

/// <summary>When the monthly window opens; each opening plans the next, and a sweep heals a broken chain.</summary>
public static class PointsSchedule
{
    /// <summary>How the dedupe keys of windows begin.</summary>
    public const string WindowKeys = "points.window:";

    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The row that opens the window of a month, once.</summary>
    public static OutboxItem Window(BranchSnapshot branch, PointsMonth month, IIdSource ids) => new()
    {
        Id = ids.New(),
        Branch = branch.Id,
        DueAt = branch.Calendar.Instant(month.LastDay.AddDays(1 - branch.Policy.Points.WindowDays), Morning),
        Kind = "points.window",
        Recipient = Recipient.Worker,
        DedupeKey = WindowKeys + month.Key,
    };
}
