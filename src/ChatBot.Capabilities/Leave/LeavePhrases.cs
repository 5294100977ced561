using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>How leave is spoken of, to the approver and to the member, and the outbox rows about it.</summary>
internal static class LeavePhrases
{
    /// <summary>The request as the approver sees it, reason included; for private chats alone.</summary>
    public static Phrase ForApprover(LeaveRequest request, Session session, BranchSnapshot branch) => Phrase.Of(
        "leave.for_approver",
        ("member", branch.NameOf(request.Member)),
        ("session", SessionPhrases.Short(session)),
        ("reason", request.Reason),
        ("text", request.ReasonText),
        ("late", request.IsLate),
        ("handle", Choice.HandleOf(request.Id.Value)));

    /// <summary>Buttons to decide it with one tap.</summary>
    public static IReadOnlyList<ButtonPhrase> DecisionButtons(LeaveRequest request)
    {
        var handle = Choice.HandleOf(request.Id.Value);
        return [ButtonPhrase.Of("leave.approve", ("handle", handle)), ButtonPhrase.Of("leave.decline", ("handle", handle))];
    }

    /// <summary>A private row about a request.</summary>
    public static OutboxItem Row(TurnScope scope, string kind, LeaveRequestId request, MemberId to, bool quiet) =>
        PrivateRow.About(scope.Branch.Id, kind, to, "request", request.Value, scope.Ids, scope.Now, quiet);
}
