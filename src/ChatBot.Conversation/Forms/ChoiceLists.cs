using System.Collections.Frozen;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Forms;

/// <summary>The choice sources by name.</summary>
internal sealed class ChoiceLists(IEnumerable<IChoiceSource> sources)
{
    private readonly FrozenDictionary<string, IChoiceSource> _sources = sources.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    public IReadOnlySet<string> Names => _sources.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What can be picked now; nothing for a source that does not exist.</summary>
    public Task<IReadOnlyList<Choice>> ListAsync(string source, FormRun? run, Turn turn, CancellationToken cancellationToken) =>
        _sources.TryGetValue(source, out var found)
            ? found.ListAsync(run is null ? Inputs.None : run.AsInputs(), turn.Scope, cancellationToken)
            : Task.FromResult<IReadOnlyList<Choice>>([]);
}
