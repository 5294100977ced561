using ChatBot.Kernel;

namespace ChatBot.Capabilities.Sessions;

/// <summary>The sessions in a branch's snapshot.</summary>
public static class SnapshotSessions
{
    extension(BranchSnapshot branch)
    {
        /// <summary>Sessions not yet confirmed or cancelled, and those that ended in the last 45 days, by start.</summary>
        public IReadOnlyList<Session> Sessions => branch.Part<OpenSessions>().Sessions;

        /// <summary>The session in the snapshot, or null.</summary>
        public Session? Session(SessionId id) => branch.Sessions.FirstOrDefault(s => s.Id == id);
    }
}
