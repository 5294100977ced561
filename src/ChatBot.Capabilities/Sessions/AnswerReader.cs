using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Who has answered a session notice and who has not.</summary>
public sealed class AnswerReader(SessionLookup lookup, ISignUpReader signUps, ILeaveReader leave)
{
    /// <summary>The expected members by their answers.</summary>
    public async Task<Answers> ReadAsync(Session session, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        var expected = await lookup.ExpectedAsync(session, branch, cancellationToken);
        var (entries, _) = await signUps.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        var requests = await leave.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        var onLeave = requests.Where(r => r.Status is RequestStatus.Approved).Select(r => r.Member).ToHashSet();
        var asking = requests.Where(r => r.Status is RequestStatus.Pending).Select(r => r.Member).ToHashSet();
        var going = entries.Where(e => e.Status == SignUpStatus.Going).OrderBy(e => e.At).Select(e => e.Member).ToList();
        var waiting = entries.Where(e => e.Status == SignUpStatus.Waiting).OrderBy(e => e.At).Select(e => e.Member).ToList();
        var answered = going.Concat(waiting).Concat(onLeave).Concat(asking).ToHashSet();
        return new Answers(going, waiting, [.. onLeave], [.. asking], [.. expected.Where(m => !answered.Contains(m))]);
    }

    /// <summary>The expected members from whom nothing was heard.</summary>
    public async Task<IReadOnlyList<MemberId>> UnansweredAsync(Session session, BranchSnapshot branch, CancellationToken cancellationToken) =>
        (await ReadAsync(session, branch, cancellationToken)).Silent;
}

/// <summary>The answers to a session notice.</summary>
/// <param name="Going">Signed up, in order.</param>
/// <param name="Waiting">On the waiting list, in order.</param>
/// <param name="OnLeave">Leave approved.</param>
/// <param name="AskingLeave">Leave asked, not decided.</param>
/// <param name="Silent">Expected, nothing heard.</param>
public sealed record Answers(
    IReadOnlyList<MemberId> Going,
    IReadOnlyList<MemberId> Waiting,
    IReadOnlyList<MemberId> OnLeave,
    IReadOnlyList<MemberId> AskingLeave,
    IReadOnlyList<MemberId> Silent);
