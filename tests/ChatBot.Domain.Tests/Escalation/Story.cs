using System.Text;
using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>One entry into the record: what is said of the session at that place, now.</summary>
public sealed record Entry(int Session, AttendanceStatus Status);

/// <summary>A session of a story, before anything is recorded.</summary>
public sealed record StorySession(int Number, SessionKind Kind, int Day, bool? HeldOnItsOwn);

/// <summary>
/// The record of one member as it came to be: sessions, and entries in the order in which people made them. The first
/// entry of a session is its confirmation, which may come long after younger sessions; later ones are corrections.
/// </summary>
/// <param name="Sessions">The sessions; days repeat, so that starts are tied.</param>
/// <param name="Entries">Confirmations and corrections in any order.</param>
/// <param name="Depth">How many of the newest marks the windowed reader sees.</param>
/// <param name="Taps">Seed of what people do with to-dos in between.</param>
public sealed record Story(IReadOnlyList<StorySession> Sessions, IReadOnlyList<Entry> Entries, int Depth, int Taps)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    /// <summary>The confirmed mark that an entry makes.</summary>
    public AttendanceMark MarkOf(Entry entry)
    {
        var session = Sessions[entry.Session];
        return new AttendanceMark(
            new SessionId(Samples.Id(entry.Session + 1)), session.Number, session.Kind, "", Start.AddDays(session.Day), session.HeldOnItsOwn, entry.Status);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine().Append("depth ").Append(Depth).Append(", taps ").Append(Taps).AppendLine();
        for (var i = 0; i < Sessions.Count; i++)
        {
            text.Append('[').Append(i).Append("] ").Append(Sessions[i]).AppendLine();
        }

        return text.AppendJoin(", ", Entries.Select(e => $"{e.Session}={e.Status}")).ToString();
    }
}
