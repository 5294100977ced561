using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Finds the session that a use case speaks of, and who is expected there.</summary>
public sealed class SessionLookup(ISessionReader sessions)
{
    /// <summary>The session from the snapshot or the books, or null.</summary>
    public async Task<Session?> FindAsync(SessionId? id, BranchSnapshot branch, CancellationToken cancellationToken) => id is { } known
        ? branch.Session(known) ?? await sessions.GetAsync(branch.Id, known, cancellationToken)
        : null;

    /// <summary>The frozen list when the session has opened, the computed one before (design §4).</summary>
    public async Task<IReadOnlyList<MemberId>> ExpectedAsync(Session session, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        if (session.Phase is SessionPhase.Open or SessionPhase.Listed or SessionPhase.Confirmed)
        {
            var frozen = await sessions.ExpectedAsync(branch.Id, session.Id, cancellationToken);
            if (frozen.Count > 0)
            {
                return frozen;
            }
        }

        return [.. ExpectedMembers.Of(session, branch.Members, branch.Calendar.Day(session.StartsAt)).Select(m => m.Id)];
    }

    /// <summary>What the rights matrix needs to know of a session.</summary>
    public static RightsSubject SubjectOf(Session session, Member? concerns = null) =>
        new(concerns, session.Audience.Group, session.Recorder);

    /// <summary>Polite answer when a session is not to be found.</summary>
    public static UseCaseResult NotFound { get; } = UseCaseResult.Refused(Reply.Of("sessions.not_found"));
}
