using ChatBot.Kernel;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>One's own points of this month, quarter and year, and what still waits.</summary>
public sealed class ShowOwnPoints(IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var month = PointsMonth.Of(scope.Today);
        var year = new PointsMonth(month.Year, 1);
        var entries = await points.EntriesOfAsync(scope.Branch.Id, scope.Actor.Id, year, month, cancellationToken);
        var claims = await points.ClaimsOfAsync(scope.Branch.Id, scope.Actor.Id, year, month, cancellationToken);
        var pending = claims.Where(c => c.Status == RequestStatus.Pending).ToList();
        var (from, _) = Period.Quarter.MonthsAt(scope.Today);
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "points.mine",
                ("month", entries.Where(e => e.Month == month).Total()),
                ("quarter", entries.Where(e => e.Month.Key >= from.Key).Total()),
                ("year", entries.Total()),
                ("pending", pending.Count == 0 ? null : pending.Sum(c => c.Points)),
                ("pending_count", pending.Count)),
            [ButtonPhrase.Of("points.claim")]));
    }
}

/// <summary>The branch's own points table .</summary>
public sealed class ShowPointsItems(IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var items = (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).Where(i => i.IsActive).ToList();
        return UseCaseResult.Done(items.Count == 0
            ? Reply.Of("points.no_items")
            : new Reply(
                Phrase.Of("points.items", ("items", items.Select((i, n) => Phrase.Of(
                    "points.item_line", ("n", n + 1), ("category", i.Category), ("name", i.Name), ("value", i.Value), ("unit", i.Unit))).ToList())))
            {
                ListSource = "points.items",
            });
    }
}

/// <summary>Sets a line of the branch's table.</summary>
public sealed class SetPointsItem(IPointsReader points) : UseCase<SetPointsItemInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(SetPointsItemInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(PointsActions.ManageItems) is { } refusal)
        {
            return refusal;
        }

        if (inputs.Name is not { } name || inputs.Value is not { } value || value < 0)
        {
            return UseCaseResult.Refused(Reply.Of("points.item_incomplete"));
        }

        var old = (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).FirstOrDefault(i => i.Name == name);
        var item = new PointsItem(
            old?.Id ?? new PointsItemId(scope.Ids.New()),
            inputs.Category ?? old?.Category ?? PointsCategory.OrganisationalLife,
            name,
            value,
            inputs.Unit ?? old?.Unit ?? "次",
            inputs.Active ?? true);
        scope.Changes.Add(new PointsItemSaved(item));
        scope.Audit("points.item", item.Id);
        scope.KeepUndo(PointsUndo.ItemSet, ItemBefore.Of(item.Id, old));
        return UseCaseResult.Done(Reply.Of(
            item.IsActive ? "points.item_saved" : "points.item_off",
            ("name", item.Name), ("value", item.Value), ("unit", item.Unit), ("category", item.Category)));
    }
}

/// <summary>
/// Ranks the totals of a period for the secretary and the committee. Never "the lowest N": the whole list or
/// nothing (R-728, C-15).
/// </summary>
public sealed class ShowRanking(IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var period = inputs.Enum<Period>("period") ?? Period.Year;
        var totals = await Totals.ReadAsync(points, period, scope.Branch, scope.Today, cancellationToken);
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "points.ranking",
                ("period", period),
                ("rows", PointsRanking.Rank(totals).Select(r => Phrase.Of(
                    "points.ranking_row", ("rank", r.Rank), ("member", scope.Branch.NameOf(r.Member)), ("points", r.Points))).ToList())),
            Rights.May(scope.Actor, PointsActions.Publish) ? [ButtonPhrase.Of("points.publish", ("period", period))] : null));
    }
}

/// <summary>
/// Publishes a period's totals to the group: totals only, by name in order of the characters, with the days for objections;
/// after a preview (R-902, C-16, H-8).
/// </summary>
public sealed class PublishPoints(IPointsReader points) : PreviewedUseCase<PublishPointsInputs>
{
    /// <inheritdoc/>
    protected override async Task<Prepared> PrepareAsync(PublishPointsInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(PointsActions.Publish) is { } refusal)
        {
            return Prepared.Now(refusal);
        }

        var period = inputs.Period ?? Period.Quarter;
        var totals = await Totals.ReadAsync(points, period, scope.Branch, scope.Today, cancellationToken);
        return Prepared.Ask(
            new Reply(
                Phrase.Of("points.publish_preview", ("period", period), ("count", totals.Count), ("rows", Totals.Lines(totals, scope.Branch))),
                [ButtonPhrase.Of("points.publish_confirm", ("period", period)), ButtonPhrase.Of("cancel")]),
            () => Publish(period, scope));
    }

    private static UseCaseResult Publish(Period period, TurnScope scope)
    {
        var (from, to) = period.MonthsAt(scope.Today);
        scope.Changes.Add(new OutboxAdded(new OutboxItem
        {
            Id = scope.Ids.New(),
            Branch = scope.Branch.Id,
            DueAt = scope.Now,
            Kind = "points.published",
            Recipient = Recipient.BranchGroup,
            Facts = new Dictionary<string, string> { ["period"] = period.ToString(), ["day"] = scope.Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture) },
            DedupeKey = $"points.published:{period}:{from.Key}-{to.Key}:{scope.Today:yyyyMMdd}",
        }));
        scope.Audit("points.publish", $"{from.Key}-{to.Key}");
        return UseCaseResult.Done(Reply.Of("points.published", ("period", period), ("days", scope.Branch.Policy.Points.ObjectionDays)));
    }
}

/// <summary>A calendar period (C-23).</summary>
public enum Period
{
    Month,
    Quarter,
    Year,
}

/// <summary>Totals over periods.</summary>
internal static class Totals
{
    /// <summary>First and last month of the period that holds the day.</summary>
    public static (PointsMonth From, PointsMonth To) MonthsAt(this Period period, DateOnly day)
    {
        var firstOfQuarter = (((day.Month - 1) / 3) * 3) + 1;
        return period switch
        {
            Period.Month => (PointsMonth.Of(day), PointsMonth.Of(day)),
            Period.Quarter => (new PointsMonth(day.Year, firstOfQuarter), new PointsMonth(day.Year, firstOfQuarter + 2)),
            Period.Year => (new PointsMonth(day.Year, 1), new PointsMonth(day.Year, 12)),
        };
    }

    /// <summary>The total of every counted member, those without entries with 0.</summary>
    public static async Task<IReadOnlyList<(MemberId Member, decimal Points)>> ReadAsync(
        IPointsReader points, Period period, BranchSnapshot branch, DateOnly day, CancellationToken cancellationToken)
    {
        var (from, to) = period.MonthsAt(day);
        var totals = (await points.TotalsAsync(branch.Id, from, to, cancellationToken)).ToDictionary(t => t.Member, t => t.Points);
        return [.. branch.Members.Where(m => m.IsCounted && m.BelongsOn(day)).Select(m => (m.Id, totals.GetValueOrDefault(m.Id)))];
    }

    /// <summary>One line a member, ordered by name: the form for publication (C-16).</summary>
    public static List<Phrase> Lines(IReadOnlyList<(MemberId Member, decimal Points)> totals, BranchSnapshot branch) =>
        [.. totals.OrderBy(t => branch.NameOf(t.Member), StringComparer.Ordinal)
            .Select(t => Phrase.Of("points.total_row", ("member", branch.NameOf(t.Member)), ("points", t.Points)))];
}
