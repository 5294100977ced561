using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>The three parts of the points .</summary>
[Worded]
public enum PointsCategory
{
    /// <summary>Duty at the post 履行岗位职责.</summary>
    Duty,

    /// <summary>Organisational life 参加组织生活.</summary>
    OrganisationalLife,

    /// <summary>Playing a role 发挥作用.</summary>
    Role,
}

/// <summary>One line of the branch's own table; no document gives values .</summary>
/// <param name="Id">Key.</param>
/// <param name="Category">Its part.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Value">Points for one unit.</param>
/// <param name="Unit">What one unit is, e.g. 次, 小时.</param>
/// <param name="IsActive">Whether it can be claimed.</param>
public sealed record PointsItem(PointsItemId Id, PointsCategory Category, string Name, decimal Value, string Unit, bool IsActive);

/// <summary>A calendar month in the branch's time zone (C-23).</summary>
public readonly record struct PointsMonth(int Year, int Month) : IWordedFact, IParsable<PointsMonth>
{
    /// <summary>Reads <c>yyyy-MM</c>.</summary>
    public static PointsMonth Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var month) ? month : throw new FormatException($"'{s}' is no month.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PointsMonth result)
    {
        var isMonth = DateOnly.TryParseExact(s + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        result = isMonth ? Of(day) : default;
        return isMonth;
    }

    public static PointsMonth Of(DateOnly day) => new(day.Year, day.Month);

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public PointsMonth Next => Of(FirstDay.AddMonths(1));

    public PointsMonth Previous => Of(FirstDay.AddMonths(-1));

    object IWordedFact.Value => FirstDay;

    string IWordedFact.Format => "month";

    /// <inheritdoc/>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>As <c>yyyyMM</c>: the form in which it is stored.</summary>
    public int Key => (Year * 100) + Month;

    /// <summary>Reads <see cref="Key"/> back.</summary>
    public static PointsMonth FromKey(int key) => new(key / 100, key % 100);
}

/// <summary>One row of a ranking; ties share a rank .</summary>
public readonly record struct RankedTotal(int Rank, MemberId Member, decimal Points);

/// <summary>Totals and ranks.</summary>
public static class PointsRanking
{
    /// <summary>Ranks from the highest total; equal totals share the rank and the next one is skipped (1, 2, 2, 4).</summary>
    public static IReadOnlyList<RankedTotal> Rank(IEnumerable<(MemberId Member, decimal Points)> totals)
    {
        var ordered = totals.OrderByDescending(t => t.Points).ThenBy(t => t.Member.Value).ToList();
        return [.. ordered.Select(t => new RankedTotal(1 + ordered.Count(o => o.Points > t.Points), t.Member, t.Points))];
    }
}
