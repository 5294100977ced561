using System.Globalization;

namespace ChatBot.PlatformDoubles.Standalone;

/// <summary>A line of the members file.</summary>
internal sealed record RosterLine(string UserId, string Name, long Department);

/// <summary>People for the address-book calls of a standalone double.</summary>
internal static class Roster
{
    private static readonly RosterLine[] Demo =
    [
        new("zhangwei", "张伟", 2), new("wangfang", "王芳", 2), new("lina", "李娜", 2), new("liuyang", "刘洋", 3), new("chenjing", "陈静", 3),
    ];

    /// <summary>Lines USERID,NAME[,DEPARTMENT ID]; without a file five invented people.</summary>
    public static IReadOnlyList<RosterLine> Read(FileInfo? file) => file is null
        ? Demo
        : [.. File.ReadLines(file.FullName).Where(l => l.Trim().Length > 0).Select(l => l.Split(',')).Select(c =>
            new RosterLine(c[0].Trim(), c[1].Trim(), c.Length > 2 ? long.Parse(c[2], CultureInfo.InvariantCulture) : 1))];

    /// <summary>The root and the departments that are named.</summary>
    public static IEnumerable<(long Id, string Name, long Parent)> Departments(IReadOnlyList<RosterLine> roster) =>
        [(1, "示例党委", 0), .. roster.Select(r => r.Department).Where(d => d != 1).Distinct().Order().Select(d => (d, $"第{d}支部", 1L))];
}
