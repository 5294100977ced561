using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>
/// Reads everything that a group was told and finds what must never stand there: reasons for leave, disputes, steps, and
/// anything about the absence of a person who is named.
/// </summary>
public static partial class GroupEars
{
    private const int ShortestSecret = 4;

    /// <summary>What is wrong with the messages, one line for each; empty when all is well.</summary>
    /// <param name="messages">The group's messages.</param>
    /// <param name="names">Names of the members.</param>
    /// <param name="secrets">Words that were told in confidence.</param>
    public static IReadOnlyList<string> Leaks(IEnumerable<string> messages, IReadOnlyCollection<string> names, IReadOnlyCollection<string> secrets)
    {
        var leaks = new List<string>();
        foreach (var message in messages)
        {
            leaks.AddRange(secrets.Where(s => s.Length >= ShortestSecret && message.Contains(s, StringComparison.Ordinal))
                .Select(s => $"words told in confidence ({s}) in: {message}"));
            foreach (var line in message.Split('\n'))
            {
                if (Absence().IsMatch(line))
                {
                    leaks.Add($"absence or a reason for leave in: {line}");
                }
                else if (AboutAPerson().IsMatch(line) && names.FirstOrDefault(n => line.Contains(n, StringComparison.Ordinal)) is { } name)
                {
                    leaks.Add($"something private about {name} in: {line}");
                }
            }
        }

        return leaks;
    }

    [GeneratedRegex("无故|缺席|缺勤|旷|病假|出差|事假|家中有事|家里有事")]
    private static partial Regex Absence();

    [GeneratedRegex("提醒|告诫|批评教育|请假|准假|申诉|未到|没到|没来|没签到|迟到|谈话|未回复|没回")]
    private static partial Regex AboutAPerson();
}
