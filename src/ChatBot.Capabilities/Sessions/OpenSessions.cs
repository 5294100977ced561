using ChatBot.Kernel;
using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Sessions not yet confirmed or cancelled, and those that ended in the last 45 days, by start.</summary>
/// <param name="Sessions">The sessions.</param>
public sealed record OpenSessions(IReadOnlyList<Session> Sessions) : INamedRecorders
{
    /// <inheritdoc/>
    public bool IsNamed(MemberId member) =>
        Sessions.Any(s => s.Recorder == member && s.Phase is not (SessionPhase.Confirmed or SessionPhase.Cancelled));
}
