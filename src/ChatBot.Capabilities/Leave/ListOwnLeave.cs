using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>One's own requests of the last three months.</summary>
public sealed class ListOwnLeave(LeaveShape shape, ILeaveReader leave) : UseCase<NoInputs>
{
    /// <summary>How old a request may be to be listed or taken back.</summary>
    internal static readonly TimeSpan LookedBack = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(NoInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var own = await leave.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, scope.Now - LookedBack, cancellationToken);
        var lines = (await shape.ViewsAsync(own, scope.Branch, cancellationToken)).Select(v => v.Say(shape.Terms, "own_line")).ToList();
        return UseCaseResult.Done(lines.Count == 0 ? Reply.Of("leave.none_own") : Reply.Of("leave.own", ("requests", lines)));
    }
}
