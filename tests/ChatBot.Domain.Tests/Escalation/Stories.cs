using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>Random stories of one member, most of them short, some of 40 sessions; shrunk by leaving things out.</summary>
internal static class Stories
{
    // Absence is frequent, so that runs of three and more are.
    private static readonly AttendanceStatus[] Statuses =
    [
        AttendanceStatus.Unexcused, AttendanceStatus.Unexcused, AttendanceStatus.Unexcused, AttendanceStatus.Unexcused,
        AttendanceStatus.NotRecorded, AttendanceStatus.Excused, AttendanceStatus.Present, AttendanceStatus.PresentOnline,
        AttendanceStatus.Late, AttendanceStatus.NotExpected,
    ];

    private static readonly SessionKind[] Kinds = Enum.GetValues<SessionKind>();

    /// <summary>Stories with all statuses.</summary>
    public static Arbitrary<Story> Any { get; } = Of(Statuses);

    /// <summary>Stories in which nobody ever confirmed an unexcused absence.</summary>
    public static Arbitrary<Story> WithoutUnexcused { get; } = Of([.. Statuses.Where(s => s != AttendanceStatus.Unexcused)]);

    private static Arbitrary<Story> Of(AttendanceStatus[] statuses) =>
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => Build(new Random(seed), statuses)), Shrink);

    private static Story Build(Random random, AttendanceStatus[] statuses)
    {
        var count = random.Next(20) == 0 ? random.Next(15, 41) : random.Next(1, 10);
        var numbers = Enumerable.Range(1, count).ToArray();
        random.Shuffle(numbers);
        var sessions = new StorySession[count];
        for (var i = 0; i < count; i++)
        {
            // One day in three holds two sessions or more; one session in eight was merged with something else.
            bool? own = random.Next(8) switch { 0 => false, < 4 => true, _ => null };
            sessions[i] = new StorySession(numbers[i], random.Next(4) == 0 ? Kinds[random.Next(Kinds.Length)] : SessionKind.ThemeDay, random.Next((count * 3 / 2) + 1), own);
        }

        var order = Enumerable.Range(0, count).ToArray();
        if (random.Next(2) == 0)
        {
            Array.Sort(order, (a, b) => sessions[a].Day.CompareTo(sessions[b].Day));
        }
        else
        {
            random.Shuffle(order);
        }

        var entries = order.Select(i => new Entry(i, statuses[random.Next(statuses.Length)])).ToList();
        for (var more = random.Next(count + 2); more > 0; more--)
        {
            entries.Insert(random.Next(entries.Count + 1), new Entry(random.Next(count), statuses[random.Next(statuses.Length)]));
        }

        return new Story(sessions, entries, random.Next(1, 8), random.Next());
    }

    private static IEnumerable<Story> Shrink(Story story)
    {
        for (var i = 0; i < story.Entries.Count; i++)
        {
            yield return story with { Entries = [.. story.Entries.Where((_, at) => at != i)] };
        }

        for (var i = 0; i < story.Entries.Count; i++)
        {
            if (story.Entries[i].Status is not (AttendanceStatus.Unexcused or AttendanceStatus.Present))
            {
                var at = i;
                yield return story with { Entries = [.. story.Entries.Select((e, j) => j == at ? e with { Status = AttendanceStatus.Present } : e)] };
            }
        }

        for (var i = 0; i < story.Sessions.Count; i++)
        {
            if (story.Sessions[i] is { Kind: not SessionKind.ThemeDay } or { HeldOnItsOwn: not null })
            {
                var at = i;
                yield return story with
                {
                    Sessions = [.. story.Sessions.Select((s, j) => j == at ? s with { Kind = SessionKind.ThemeDay, HeldOnItsOwn = null } : s)],
                };
            }
        }
    }
}
