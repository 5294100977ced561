using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>The list for its keepers, and private words about one's own line.</summary>
public sealed class AttendanceRenderer(SessionLookup lookup, SheetReader sheets, IAttendanceReader attendance, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["attendance.list", "attendance.corrected", "attendance.own_line"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Recipient.Member is not { } reader || item.Id("session") is not { } id
            || await lookup.FindAsync(new SessionId(id), branch, cancellationToken) is not { } session)
        {
            return new Rendering.Drop("session unknown");
        }

        switch (item.Kind)
        {
            case "attendance.list":
                return session.Phase == SessionPhase.Listed
                    ? wording.Send(SheetPhrases.List(session, await sheets.ReadAsync(session, branch, cancellationToken), branch, reader), branch, now)
                    : new Rendering.Drop("confirmed already");
            case "attendance.own_line":
                return wording.Send(Reply.Of("attendance.own_line", ("session", SessionPhrases.Short(session)), ("number", session.Number)), branch, now);
            default:
                var facts = await attendance.ForSessionAsync(branch.Id, session.Id, cancellationToken);
                return facts.FirstOrDefault(f => f.Member == reader && f.IsConfirmed) is { } fact
                    ? wording.Send(Reply.Of("attendance.told_corrected", ("session", SessionPhrases.Short(session)), ("status", fact.Status)), branch, now)
                    : new Rendering.Drop("no confirmed line");
        }
    }
}
