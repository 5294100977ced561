using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;
using ChatBot.Storage.Audit;
using ChatBot.Storage.Channels;
using ChatBot.Storage.Housekeeping;
using ChatBot.Storage.Ledger;
using ChatBot.Storage.Outbox;
using ChatBot.Storage.Roster;
using ChatBot.Storage.Turns;
using ChatBot.Storage.Undo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatBot.Storage;

/// <summary>Adds the stores.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// The real side of every port that needs a store. A missing connection string stops the start with its full key;
    /// stores that are away do not.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StoreConnections>().Bind(configuration.GetSection(StoreConnections.Section)).ValidateOnStart();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StoreConnections>, StoreConnectionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Open(provider.GetRequiredService<IOptions<StoreConnections>>().Value.Postgres!));
        services.TryAddSingleton<Postgres>();
        services.TryAddSingleton<IDatabase>(provider => provider.GetRequiredService<Postgres>());
        services.TryAddSingleton(provider => new WriteProbe(provider.GetRequiredService<Postgres>()));
        services.TryAddSingleton<RedisStore>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreProbe, PostgresProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreProbe, RedisProbe>());
        return services.AddLedger().AddReaders().AddBranches().AddTurns();
    }

    private static IServiceCollection AddLedger(this IServiceCollection services)
    {
        new CapabilityBuilder(services)
            .Writes<MemberSaved>(RosterWrites.Write)
            .Writes<GroupSaved>(RosterWrites.Write)
            .Writes<IdentityLinked>(RosterWrites.Write)
            .Writes<ConversationBound>(RosterWrites.Write)
            .Writes<ConversationUnbound>(RosterWrites.Write)
            .Writes<BindCodeTaken>(RosterWrites.Write)
            .Writes<PolicySaved>(RosterWrites.Write)
            .Writes<OutboxAdded>(OutboxWrites.Write)
            .Writes<OutboxDone>(OutboxWrites.Write)
            .Writes<OutboxCancelled>(OutboxWrites.Write)
            .Writes<CardCopyChanged>(OutboxWrites.Write)
            .Writes<Audited>(AuditWrites.Write)
            .Writes<UndoKept>(UndoWrites.Write)
            .Writes<UndoTaken>(UndoWrites.Write);
        services.TryAddSingleton<ChangeWriter>();
        services.TryAddSingleton<ILedger, PostgresLedger>();
        services.TryAddSingleton(provider => new AuditSealer(provider.GetRequiredService<Postgres>()));
        services.TryAddSingleton(provider => new AuditVerifier(provider.GetRequiredService<Postgres>()));
        services.TryAddSingleton(provider => new Sweeper(provider.GetRequiredService<Postgres>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddReaders(this IServiceCollection services)
    {
        services.TryAddSingleton<IUndoReader, UndoReader>();
        services.TryAddSingleton<IDeadLetterReader, DeadLetterReader>();
        return services;
    }

    private static IServiceCollection AddBranches(this IServiceCollection services)
    {
        services.TryAddSingleton<SnapshotLoader>();
        services.TryAddSingleton<BranchDirectory>();
        services.TryAddSingleton<IBranchDirectory>(provider => provider.GetRequiredService<BranchDirectory>());
        services.TryAddSingleton<IBranchAdmin, BranchAdmin>();
        services.AddHostedService<BranchNews>();
        return services;
    }

    private static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.TryAddSingleton<TurnStore>();
        services.TryAddSingleton<ITurnStore>(provider => provider.GetRequiredService<TurnStore>());
        services.TryAddSingleton<IOfferStore>(provider => provider.GetRequiredService<TurnStore>());
        services.TryAddSingleton<IDialogStates>(provider => provider.GetRequiredService<TurnStore>());
        services.TryAddSingleton<IOutboxStore, OutboxStore>();
        services.TryAddSingleton<ISentCards, SentCardReader>();
        services.TryAddSingleton<IRateLimiter, RateLimiter>();
        services.TryAddSingleton<ITokenStore, TokenStore>();
        services.TryAddSingleton<ILeaseStore, LeaseStore>();
        services.TryAddSingleton<IReplicaRelay, ReplicaRelay>();
        services.TryAddSingleton<IConversationReferences, ConversationReferences>();
        services.TryAddSingleton<SpendLedger>();
        services.TryAddSingleton<ISpendLedger>(provider => provider.GetRequiredService<SpendLedger>());
        services.TryAddSingleton(provider => new SpendKeeper(provider.GetRequiredService<SpendLedger>()));
        return services;
    }

    private static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName ??= "branchbot";
        Default(settings, "Timeout", () => settings.Timeout = 3);
        Default(settings, "Command Timeout", () => settings.CommandTimeout = 5);

        // Several replicas share a server that by default takes a hundred; more at once only wait for its disk anyway.
        Default(settings, "Maximum Pool Size", () => settings.MaxPoolSize = 32);

        // The statements are few and always the same. A pooler in transaction mode needs "Max Auto Prepare=0".
        Default(settings, "Max Auto Prepare", () => settings.MaxAutoPrepare = 200);

        // Nothing of ours stays on a connection (scopes and locks end with their transaction), so there is nothing to reset:
        // it would be one more statement in front of each.
        Default(settings, "No Reset On Close", () => settings.NoResetOnClose = true);
        return builder.Build();
    }

    private static void Default(NpgsqlConnectionStringBuilder settings, string key, Action set)
    {
        if (!settings.ShouldSerialize(key))
        {
            set();
        }
    }
}
