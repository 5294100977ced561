namespace ChatBot.Kernel.Outbox;

/// <summary>The renderers by the kind of row they serve.</summary>
public sealed class OutboxRenderers
{
    private readonly Dictionary<string, IOutboxRenderer> _byKind = new(StringComparer.Ordinal);

    /// <summary>Collects them.</summary>
    /// <exception cref="ArgumentException">Two serve the same kind.</exception>
    public OutboxRenderers(IEnumerable<IOutboxRenderer> renderers)
    {
        ArgumentNullException.ThrowIfNull(renderers);
        foreach (var renderer in renderers)
        {
            foreach (var kind in renderer.Kinds)
            {
                _byKind.Add(kind, renderer);
            }
        }
    }

    /// <summary>The renderer of a kind, or null.</summary>
    public IOutboxRenderer? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
