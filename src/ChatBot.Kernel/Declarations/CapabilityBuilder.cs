using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Upkeep;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Kernel.Declarations;

/// <summary>Takes the declaration of one capability and registers what it names.</summary>
public sealed class CapabilityBuilder(IServiceCollection services)
{
    /// <summary>A use case and its declaration. The inputs are those of its <see cref="UseCase{TInputs}"/>.</summary>
    public CapabilityBuilder UseCase<T>(UseCaseDeclaration declaration)
        where T : class, IUseCase
    {
        ArgumentNullException.ThrowIfNull(declaration);
        declaration = declaration with { Inputs = InputsOf(typeof(T), typeof(UseCase<>)) ?? InputsOf(typeof(T), typeof(PreviewedUseCase<>)) ?? typeof(Inputs), Previews = InputsOf(typeof(T), typeof(PreviewedUseCase<>)) is not null };
        services.AddSingleton<T>();
        services.AddSingleton(declaration);
        services.AddSingleton(new UseCaseEntry(declaration, static provider => provider.GetRequiredService<T>()));
        foreach (var kind in declaration.Sends)
        {
            Sends(kind);
        }

        return this;
    }

    /// <summary>Something that people pick from.</summary>
    public CapabilityBuilder Choices<T>()
        where T : class, IChoiceSource => Add<IChoiceSource, T>();

    /// <summary>Several sources that are one filter each.</summary>
    public CapabilityBuilder Choices(IEnumerable<IChoiceSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (var source in sources)
        {
            services.AddSingleton(source);
        }

        return this;
    }

    /// <summary>A source made of services.</summary>
    public CapabilityBuilder Choices(Func<IServiceProvider, IChoiceSource> make)
    {
        services.AddSingleton(make);
        return this;
    }

    /// <summary>Words rows of the outbox, or does their work, when they are due.</summary>
    public CapabilityBuilder Handles<T>()
        where T : class, IOutboxRenderer => Add<IOutboxRenderer, T>();

    /// <summary>Kinds of outbox rows that it sends or works.</summary>
    public CapabilityBuilder Sends(params IReadOnlyList<OutboxKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        foreach (var kind in kinds.Where(k => services.All(s => !ReferenceEquals(s.ImplementationInstance, k))))
        {
            services.AddSingleton(kind);
        }

        return this;
    }

    /// <summary>Cards that change where they stand.</summary>
    public CapabilityBuilder Card<T>()
        where T : class, ICardRenderer => Add<ICardRenderer, T>();

    /// <summary>Takes back one kind of thing that the capability did.</summary>
    public CapabilityBuilder Undoes<T>(UndoKind kind)
        where T : class, IUndoHandler
    {
        services.AddSingleton<T>();
        services.AddSingleton(new UndoRegistration(kind, static provider => provider.GetRequiredService<T>()));
        return this;
    }

    /// <summary>How a change is written.</summary>
    public CapabilityBuilder Writes<T>(Action<T, WriteBatch> write)
        where T : Change
    {
        services.AddSingleton(ChangeWriting.Of(write));
        return this;
    }

    /// <summary>What it keeps in the snapshot of a branch.</summary>
    public CapabilityBuilder Keeps<T>()
        where T : class, ISnapshotPart
    {
        services.AddSingleton<ISnapshotPart, T>();
        return this;
    }

    /// <summary>Parameters of rules.md §22.</summary>
    public CapabilityBuilder Parameters(IEnumerable<PolicyParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters)
        {
            services.AddSingleton(parameter);
        }

        return this;
    }

    /// <summary>Work that recurs behind the turns.</summary>
    public CapabilityBuilder Upkeep<T>()
        where T : class, IUpkeepJob => Add<IUpkeepJob, T>();

    /// <summary>A service of its own.</summary>
    public CapabilityBuilder Service<T>()
        where T : class
    {
        services.AddSingleton<T>();
        return this;
    }

    /// <summary>A service that others know by what it publishes.</summary>
    public CapabilityBuilder Service<TPort, T>()
        where TPort : class
        where T : class, TPort => Add<TPort, T>();

    private static Type? InputsOf(Type useCase, Type shape)
    {
        for (var type = useCase; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == shape)
            {
                return type.GenericTypeArguments[0];
            }
        }

        return null;
    }

    private CapabilityBuilder Add<TPort, T>()
        where TPort : class
        where T : class, TPort
    {
        services.AddSingleton<T>();
        services.AddSingleton<TPort>(provider => provider.GetRequiredService<T>());
        return this;
    }
}
