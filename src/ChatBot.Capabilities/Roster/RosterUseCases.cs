using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Roster;

/// <summary>The roster by groups, with those whom no chat account reaches (R-1106, R-1404).</summary>
public sealed class ShowRoster : IUseCase
{
    /// <inheritdoc/>
    public Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(RosterActions.Manage) is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        var branch = scope.Branch;
        var present = branch.Members.Where(m => m.BelongsOn(scope.Today)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var groups = branch.Groups
            .Select(g => Phrase.Of("roster.group_line", ("group", g.Name), ("names", branch.NamesOf([.. present.Where(m => m.Group == g.Id).Select(m => m.Id)]))))
            .ToList();
        return Task.FromResult(UseCaseResult.Done(Reply.Of(
            "roster.list",
            ("branch", branch.Branch.Name),
            ("count", present.Count(m => m.IsCounted)),
            ("groups", groups.Count == 0 ? null : groups),
            ("ungrouped", branch.NamesOf([.. present.Where(m => m.Group is null).Select(m => m.Id)])),
            ("unreachable", branch.NamesOf([.. present.Where(m => branch.AccountsOf(m.Id).Count == 0).Select(m => m.Id)])))));
    }
}

/// <summary>Binds the group in which it is said to the branch, with a one-time code printed for the operator.</summary>
public sealed class BindGroup(IBranchAdmin admin) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(RosterActions.Manage) is { } refusal)
        {
            return refusal;
        }

        if (scope.IsPrivate)
        {
            return UseCaseResult.Refused(Reply.Of("roster.bind_in_group"));
        }

        var group = inputs.Id("group") is { } g ? new GroupId(g) : (GroupId?)null;
        var route = new OutboundRoute(scope.Message.Sender.Channel, scope.Message.Sender.Account, RouteKind.Group, scope.Message.ConversationId);
        if (scope.Branch.Conversations.Any(c => c.Route == route && c.Group == group))
        {
            return UseCaseResult.Done(Reply.Of("roster.bound_already"));
        }

        if (inputs.Text("code") is not { } code || await admin.FindBindCodeAsync(code, scope.Now, cancellationToken) != scope.Branch.Id)
        {
            return UseCaseResult.Refused(Reply.Of("roster.bind_code_wrong"));
        }

        scope.Changes.Add(new BindCodeTaken(code));
        scope.Changes.Add(new ConversationBound(new BoundConversation(route, group, scope.Branch.Conversations.Count)));
        scope.Audit("branch.bind", route.Kind, route.Channel);
        return UseCaseResult.Done(Reply.Of("roster.bound", ("branch", scope.Branch.Branch.Name)));
    }
}

/// <summary>Adds a configured group webhook as a route to the branch's group.</summary>
public sealed class BindWebhook(ChannelRegistry channels) : IUseCase
{
    /// <inheritdoc/>
    public Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(RosterActions.Manage) is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        var alias = inputs.Text("alias") ?? "";
        var route = new OutboundRoute(
            inputs.Text("channel") ?? scope.Message.Sender.Channel, scope.Message.Sender.Account, RouteKind.Webhook, alias);
        if (channels.Find(route.Channel)?.CanSend(route) != true)
        {
            return Task.FromResult(UseCaseResult.Refused(Reply.Of("roster.webhook_unknown", ("alias", alias))));
        }

        var group = inputs.Id("group") is { } g ? new GroupId(g) : (GroupId?)null;
        scope.Changes.Add(new ConversationBound(new BoundConversation(route, group, scope.Branch.Conversations.Count)));
        scope.Audit("branch.bind", route.Kind, route.Channel);
        return Task.FromResult(UseCaseResult.Done(Reply.Of("roster.webhook_bound", ("alias", alias))));
    }
}

/// <summary>The routes of the branch and what could not be sent.</summary>
public sealed class ShowStatus(IDeadLetterReader deadLetters, RouteHealth health) : IUseCase
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(RosterActions.Manage) is { } refusal)
        {
            return refusal;
        }

        var letters = await deadLetters.ListAsync(scope.Branch.Id, Shown, cancellationToken);
        return UseCaseResult.Done(Reply.Of(
            "roster.status",
            ("branch", scope.Branch.Branch.Name),
            ("routes", scope.Branch.Conversations.Count == 0 ? null : scope.Branch.Conversations.Select(c =>
                Phrase.Of("roster.route_line", ("channel", c.Route.Channel), ("kind", c.Route.Kind), ("condition", health.ConditionOf(c.Route)), ("code", health.CodeOf(c.Route)))).ToList()),
            ("letters", letters.Count == 0 ? null : letters.Select(l =>
                Phrase.Of("roster.letter_line", ("kind", l.Kind), ("detail", l.Detail), ("at", l.At))).ToList())));
    }
}

/// <summary>People and groups as choices.</summary>
public sealed class RosterChoices : IChoiceSource
{
    private readonly Func<TurnScope, IEnumerable<Choice>> _list;

    private RosterChoices(string name, Func<TurnScope, IEnumerable<Choice>> list) => (Name, _list) = (name, list);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>All sources over the roster.</summary>
    public static IEnumerable<IChoiceSource> All { get; } =
    [
        new RosterChoices("members.all", scope => scope.Branch.Members.Where(m => m.BelongsOn(scope.Today))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => Choice.Of(m.Id.Value, Phrase.Of("roster.member_choice", ("name", m.Name)), m.Name))),
        new RosterChoices("groups.all", scope => scope.Branch.Groups
            .Select(g => Choice.Of(g.Id.Value, Phrase.Of("roster.member_choice", ("name", g.Name)), g.Name))),
    ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. _list(scope)]);
}
