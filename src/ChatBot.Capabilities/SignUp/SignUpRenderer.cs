using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>The updated list of sign-ups for the group, and the word to those who moved up.</summary>
public sealed class SignUpRenderer(SessionLookup lookup, ISignUpReader signUps, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["signup.digest", "signup.moved_up"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Id("session") is not { } id || await lookup.FindAsync(new SessionId(id), branch, cancellationToken) is not { IsAhead: true } session
            || now >= session.EndsAt)
        {
            return new Rendering.Drop("session over");
        }

        var (entries, _) = await signUps.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        if (item.Kind == "signup.moved_up")
        {
            return entries.Any(e => e.Member == item.Recipient.Member && e.Status == SignUpStatus.Going)
                ? wording.Send(Reply.Of("signup.moved_up", ("session", SessionPhrases.Details(session, branch))), branch, now)
                : new Rendering.Drop("withdrew");
        }

        var going = entries.Where(e => e.Status == SignUpStatus.Going).OrderBy(e => e.At).Select(e => e.Member).ToList();
        var waiting = entries.Where(e => e.Status == SignUpStatus.Waiting).OrderBy(e => e.At).Select(e => e.Member).ToList();
        return wording.Send(
            Reply.Of(
                "signup.digest",
                ("session", SessionPhrases.Short(session)),
                ("count", going.Count),
                ("capacity", session.SignUp.Capacity),
                ("names", branch.NamesOf(going)),
                ("waiting_names", branch.NamesOf(waiting))),
            branch,
            now);
    }
}
