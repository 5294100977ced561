using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Writes shared by changing a session and by undoing that.</summary>
internal static class SessionEdits
{
    /// <summary>Puts <paramref name="changed"/> in the place of <paramref name="old"/>, plans anew, and tells people what concerns them.</summary>
    public static void Replace(TurnScope scope, Session old, Session changed, string announcement)
    {
        scope.Changes.Add(new SessionChanged(changed));
        SessionAgenda.Unplan(scope.Changes, old, "changed");
        SessionAgenda.Plan(scope.Changes, scope.Branch, changed, scope.Ids, scope.Now);
        if (ConcernsPeople(old, changed))
        {
            SessionAgenda.Announce(scope.Changes, scope.Branch, changed, announcement, scope.Ids, scope.Now, moved: Moved(old, changed));
        }
    }

    private static bool Moved(Session old, Session changed) =>
        old.StartsAt != changed.StartsAt || old.Place != changed.Place || old.Link != changed.Link;

    private static bool ConcernsPeople(Session old, Session changed) =>
        old.StartsAt != changed.StartsAt || old.EndsAt != changed.EndsAt || old.Place != changed.Place
        || old.Link != changed.Link || old.Theme != changed.Theme;
}
