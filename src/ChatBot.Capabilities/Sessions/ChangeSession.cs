using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Changes a session that has not ended; people are told when time, place or link moved.</summary>
public sealed class ChangeSession(SessionLookup lookup) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } old)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(SessionActions.Manage, SessionLookup.SubjectOf(old)) is { } refusal)
        {
            return refusal;
        }

        if (old.Phase is SessionPhase.Cancelled or SessionPhase.Confirmed)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.closed", ("session", SessionPhrases.Short(old))));
        }

        var startsAt = inputs.Instant("starts_at") ?? old.StartsAt;
        var moved = startsAt - old.StartsAt;
        var changed = old with
        {
            StartsAt = startsAt,
            EndsAt = inputs.Instant("ends_at") ?? old.EndsAt + moved,
            Place = inputs.Text("place") ?? old.Place,
            Link = inputs.Text("link") ?? old.Link,
            Theme = inputs.Text("theme") ?? old.Theme,
            SignUp = inputs.Int("capacity") is { } places ? old.SignUp with { Capacity = places > 0 ? places : null } : old.SignUp,
            Recorder = inputs.Member("recorder") ?? old.Recorder,
            OnlineForAll = inputs.Flag("online_for_all") ?? old.OnlineForAll,
            HeldOnItsOwn = inputs.Flag("held_on_its_own") ?? old.HeldOnItsOwn,
            Stages = inputs.Text("stages") is { } stages ? ParseStages(stages) : old.Stages,
        };
        if (changed == old)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.nothing_changed", ("session", SessionPhrases.Short(old))));
        }

        if (moved != TimeSpan.Zero && (old.Phase != SessionPhase.Scheduled || startsAt <= scope.Now))
        {
            return UseCaseResult.Refused(Reply.Of("sessions.in_the_past", ("when", startsAt)));
        }

        if (changed.EndsAt <= changed.StartsAt)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.ends_before_start"));
        }

        changed = changed with { Version = old.Version + 1 };
        SessionEdits.Replace(scope, old, changed, "session.changed");
        scope.Audit("session.change", old.Id);
        scope.KeepUndo(SessionsUndo.Change, SessionBefore.Of(old, changed.Version));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "sessions.changed",
                ("session", SessionPhrases.Details(changed, scope.Branch)),
                ("told_at", SessionPhrases.ToldAt(scope.Branch, scope.Now))),
            [ButtonPhrase.Of("undo.last")]));
    }

    private static List<AgendaStage> ParseStages(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => Enum.TryParse<AgendaStage>(s, true, out var stage) ? stage : (AgendaStage?)null)
            .OfType<AgendaStage>().Distinct()];
}
