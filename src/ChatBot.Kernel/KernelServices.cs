using System.Reflection;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Upkeep;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatBot.Kernel;

/// <summary>Registers the engines that every capability stands on: turns, outbox, routes, cards, undo.</summary>
public static class KernelServices
{
    /// <summary>Everything in this project; capabilities come by <see cref="AddCapabilities"/>, ports come from Storage, the handler and the wording from Conversation.</summary>
    public static IServiceCollection AddKernel(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, TimeOrderedIds>();
        services.AddMetrics();
        services.AddSingleton<BotTelemetry>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<LostTurns>();
        services.AddSingleton<ITurnRunner, TurnRunner>();
        services.AddSingleton<OutboxRenderers>();
        services.AddSingleton<OutboxPost>();
        services.AddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<LastHeard>();
        services.AddSingleton<Audiences>();
        services.AddSingleton<RouteHealth>();
        services.AddSingleton<BudgetBook>();
        services.AddSingleton(Channels);
        services.AddSingleton<RecurringRows>();
        services.AddSingleton<RouteTable>();
        services.AddSingleton<BudgetCatalogue>();
        services.AddSingleton<QuotaWatch>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<Merging>();
        services.AddSingleton<OutboxKinds>();
        services.AddSingleton<UseCaseCatalogue>();
        services.AddSingleton<DeclaredUseCases>();
        services.AddSingleton<PolicyCatalogue>();
        services.AddSingleton(p => new DeclaredNames(
            p.GetRequiredService<UseCaseCatalogue>(), p.GetServices<IChoiceSource>(), p.GetServices<Capability>(), p.GetRequiredService<PolicyCatalogue>()));
        services.AddSingleton<IOutboxRenderer, RouteRenderer>();
        services.AddSingleton<CardRefresher>();
        services.AddSingleton<IOutboxRenderer>(p => p.GetRequiredService<CardRefresher>());
        new CapabilityBuilder(services).UseCase<UndoLast>(new("undo.last", ActionRule.ForOneself) { Undo = UndoRule.Never("What was taken back is done again by saying it again.") }).Parameters(ReminderParameters.All)
            .Sends(OutboxKind.Work(CardRows.Kind), new("route.sick", MessageClass.Notice), new("quota.warning", MessageClass.Notice));
        return services;
    }

    /// <summary>Declares every capability of the assemblies.</summary>
    public static IServiceCollection AddCapabilities(this IServiceCollection services, params IReadOnlyList<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var room = new CapabilityBuilder(services);
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Capability))).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            var capability = (Capability)Activator.CreateInstance(type)!;
            services.AddSingleton(capability);
            capability.Declare(room);
        }

        DeclarationChecks.Verify(services);
        return services;
    }

    // Whatever a channel sends in private has its buttons numbered where the route has none; what stands around a channel
    // sees the message before.
    private static ChannelRegistry Channels(IServiceProvider services) =>
        new(services.GetServices<IChannel>().Select(channel => services.GetServices<IChannelWrapper>().Aggregate(
            (IChannel)ActivatorUtilities.CreateInstance<OfferingChannel>(services, channel), (inner, wrapper) => wrapper.Wrap(inner))));
}
