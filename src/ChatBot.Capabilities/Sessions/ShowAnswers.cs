using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Who has answered; names of those on leave are for private eyes, so it is told in private only.</summary>
public sealed class ShowAnswers(SessionLookup lookup, AnswerReader answers) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(SessionActions.SeeAnswers, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return refusal;
        }

        var read = await answers.ReadAsync(session, scope.Branch, cancellationToken);
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "sessions.answers",
                ("session", SessionPhrases.Short(session)),
                ("going", read.Going.Count),
                ("going_names", scope.Branch.NamesOf(read.Going)),
                ("waiting_names", scope.Branch.NamesOf(read.Waiting)),
                ("leave_names", scope.Branch.NamesOf(read.OnLeave)),
                ("asking_names", scope.Branch.NamesOf(read.AskingLeave)),
                ("silent", read.Silent.Count),
                ("silent_names", scope.Branch.NamesOf(read.Silent))),
            read.Silent.Count > 0 && session.Phase == SessionPhase.Scheduled ? [ButtonPhrase.Of("sessions.remind", ("number", session.Number))] : null));
    }
}

/// <summary>Reminds those who have not answered, privately; says first how many that are.</summary>
public sealed class RemindSilent(SessionLookup lookup, AnswerReader answers) : PreviewedUseCase<RemindSilentInputs>
{
    /// <inheritdoc/>
    protected override async Task<Prepared> PrepareAsync(RemindSilentInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return Prepared.Now(SessionLookup.NotFound);
        }

        if (scope.RefusalFor(SessionActions.SeeAnswers, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return Prepared.Now(refusal);
        }

        if (session.Phase != SessionPhase.Scheduled || scope.Now >= session.StartsAt)
        {
            return Prepared.Now(UseCaseResult.Refused(Reply.Of("sessions.already_begun", ("session", SessionPhrases.Short(session)))));
        }

        var silent = (await answers.ReadAsync(session, scope.Branch, cancellationToken)).Silent;
        if (silent.Count == 0)
        {
            return Prepared.Now(UseCaseResult.Done(Reply.Of("sessions.all_answered", ("session", SessionPhrases.Short(session)))));
        }

        return Prepared.Ask(
            new Reply(
                Phrase.Of("sessions.remind_preview", ("session", SessionPhrases.Short(session)), ("count", silent.Count), ("names", scope.IsPrivate ? scope.Branch.NamesOf(silent) : null), ("members", silent)),
                [ButtonPhrase.Of("sessions.remind_confirm", ("number", session.Number)), ButtonPhrase.Of("cancel")]),
            () => Remind(session, silent, scope));
    }

    private static UseCaseResult Remind(Session session, IReadOnlyList<MemberId> silent, TurnScope scope)
    {
        var hour = scope.Branch.Calendar.Local(scope.Now).ToString("yyyyMMddHH", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var member in silent)
        {
            scope.Changes.Add(new OutboxAdded(SessionAgenda.Row(
                scope.Branch.Id, session, "session.nudge", Recipient.To(member), scope.Now, scope.Ids, $"nudge:{hour}:{member}")));
        }

        var unreachable = silent.Where(m => scope.Branch.AccountsOf(m).Count == 0).ToList();
        scope.Audit("session.remind", session.Id, silent.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return UseCaseResult.Done(Reply.Of(
            "sessions.reminded",
            ("count", silent.Count - unreachable.Count),
            ("unreachable", scope.IsPrivate ? scope.Branch.NamesOf(unreachable) : null)));
    }
}
