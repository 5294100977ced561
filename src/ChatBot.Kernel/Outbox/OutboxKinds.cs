using ChatBot.Kernel.Routing;

namespace ChatBot.Kernel.Outbox;

/// <summary>All kinds of outbox rows that are declared.</summary>
public sealed class OutboxKinds
{
    private readonly Dictionary<string, OutboxKind> _byName;

    /// <summary>Collects them.</summary>
    /// <exception cref="ArgumentException">Two have the same name, or a renderer serves a kind that nobody declares.</exception>
    public OutboxKinds(IEnumerable<OutboxKind> kinds, IEnumerable<IOutboxRenderer> renderers)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(renderers);
        _byName = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);
        if (renderers.SelectMany(r => r.Kinds).FirstOrDefault(k => !_byName.ContainsKey(k)) is { } unknown)
        {
            throw new ArgumentException($"The outbox kind '{unknown}' is served but not declared.", nameof(renderers));
        }

        Mergeable = [.. _byName.Values.Where(k => k.Class is MessageClass.Chatter or MessageClass.Reminder).Select(k => k.Name)];
    }

    /// <summary>Kinds that may melt into one message with others for the same reader.</summary>
    public IReadOnlyCollection<string> Mergeable { get; }

    /// <summary>All kinds.</summary>
    public IReadOnlyCollection<OutboxKind> All => _byName.Values;

    /// <summary>The class of a kind.</summary>
    /// <exception cref="KeyNotFoundException">The kind is not declared, or is work.</exception>
    public MessageClass ClassOf(string kind) =>
        _byName.TryGetValue(kind, out var found) && found.Class is { } of
            ? of
            : throw new KeyNotFoundException($"The outbox kind '{kind}' has no message class.");
}
