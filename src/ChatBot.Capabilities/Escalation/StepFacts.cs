using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Escalation;

/// <summary>The facts behind a step: sessions, dates, requests, disputes .</summary>
public sealed class StepFacts(SessionLookup lookup, ILeaveReader leave, IDisputeReader disputes)
{
    /// <summary>For the one who decides: with requests and open disputes.</summary>
    public async Task<Phrase> ForHandlerAsync(EscalationStep step, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        var ofMember = await disputes.ForMemberAsync(branch.Id, step.Member, cancellationToken);
        var lines = new List<Phrase>();
        foreach (var id in step.Run)
        {
            if (await lookup.FindAsync(id, branch, cancellationToken) is { } session)
            {
                var request = (await leave.ForSessionAsync(branch.Id, id, cancellationToken)).LastOrDefault(r => r.Member == step.Member);
                var dispute = ofMember.FirstOrDefault(d => d.Session == id && d.Status == RequestStatus.Pending);
                lines.Add(Phrase.Of(
                    "escalation.fact_line",
                    ("session", SessionPhrases.Short(session)),
                    ("request", request is null ? null : Phrase.Of(LeaveShape.Names.StatusKey(request.Status))),
                    ("disputed", dispute is not null)));
            }
        }

        return Phrase.Of(
            "escalation.facts",
            ("member", branch.NameOf(step.Member)),
            ("level", step.Level),
            ("count", step.Run.Count),
            ("lines", lines),
            ("handle", Choice.HandleOf(step.Id.Value)));
    }

    /// <summary>For the member: only what concerns the member.</summary>
    public async Task<IReadOnlyList<Phrase>> SessionsAsync(EscalationStep step, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        var lines = new List<Phrase>();
        foreach (var id in step.Run)
        {
            if (await lookup.FindAsync(id, branch, cancellationToken) is { } session)
            {
                lines.Add(SessionPhrases.Short(session));
            }
        }

        return lines;
    }

    /// <summary>One tap to send, one to let it rest.</summary>
    public static IReadOnlyList<ButtonPhrase> Buttons(EscalationStep step)
    {
        var handle = Choice.HandleOf(step.Id.Value);
        return [ButtonPhrase.Of("escalation.send", ("level", step.Level), ("handle", handle)), ButtonPhrase.Of("escalation.drop", ("handle", handle))];
    }

    /// <summary>The step as a choice.</summary>
    public static Choice ToChoice(EscalationStep step, BranchSnapshot branch) => Choice.Of(
        step.Id.Value,
        Phrase.Of("escalation.choice", ("member", branch.NameOf(step.Member)), ("level", step.Level)),
        branch.NameOf(step.Member));
}
