using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Routing;

/// <summary>One way to carry a message.</summary>
/// <param name="Route">Where.</param>
/// <param name="Channel">By whom.</param>
/// <param name="Abilities">What it can do.</param>
/// <param name="Verdict">What its budget says to the message.</param>
/// <param name="LacksWish">Whether the message has buttons that it cannot show as such.</param>
public sealed record Candidate(OutboundRoute Route, IChannel Channel, RouteAbilities Abilities, BudgetVerdict Verdict, bool LacksWish);

/// <summary>
/// Orders the routes of an audience: those that can carry the message as it is meant, then the ones whose budget is
/// fuller, then the cheaper, then as they were bound. Health does not reorder: a route that is away is passed over by the
/// one who sends, so that a message which may have gone out is never said again over another.
/// </summary>
public sealed class RouteTable(ChannelRegistry channels, BudgetBook budgets)
{
    /// <summary>Whether the route can be served with the present settings.</summary>
    public bool Serves(OutboundRoute route) => ChannelOf(route)?.CanSend(route) == true;

    /// <summary>The channel of a route, or null when there is none of that name.</summary>
    public IChannel? ChannelOf(OutboundRoute route) => channels.Find(route.Channel);

    /// <summary>The routes that can carry the message, best first, each with what its budget says.</summary>
    public async Task<IReadOnlyList<Candidate>> RankAsync(
        IReadOnlyList<OutboundRoute> routes, OutboundMessage message, MessageClass messageClass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(message);
        var candidates = new List<(Candidate Candidate, BudgetStage Stage)>();
        foreach (var route in routes)
        {
            if (ChannelOf(route) is not { } channel || !channel.CanSend(route))
            {
                continue;
            }

            var abilities = channel.AbilitiesOf(route);
            var stage = await budgets.StageOfAsync(channel.BudgetsOf(route), cancellationToken);
            candidates.Add((
                new Candidate(
                    route,
                    channel,
                    abilities,
                    stage is { } drawn ? Degradation.VerdictOn(drawn, messageClass) : BudgetVerdict.Send,
                    message.Buttons.Count > 0 && !abilities.HasButtons),
                stage ?? BudgetStage.Plenty));
        }

        // Buttons are worth a call while there are plenty; when the budget runs short the line to type instead will do.
        var scarce = candidates.Any(c => c.Stage > BudgetStage.Plenty);
        return [.. candidates
            .OrderBy(c => !scarce && c.Candidate.LacksWish)
            .ThenBy(c => c.Stage)
            .ThenBy(c => c.Candidate.Abilities.Cost)
            .Select(c => c.Candidate)];
    }
}
