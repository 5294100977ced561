using System.Diagnostics.CodeAnalysis;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Stages of a collective session, in text separated by commas.</summary>
/// <param name="Stages">The stages, each once.</param>
public sealed record StageList(IReadOnlyList<AgendaStage> Stages) : IParsable<StageList>
{
    /// <inheritdoc/>
    public static StageList Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var stages) ? stages : throw new FormatException($"'{s}' names no stages.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out StageList result)
    {
        var stages = new List<AgendaStage>();
        foreach (var word in (s ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<AgendaStage>(word, true, out var stage) || !Enum.IsDefined(stage))
            {
                result = null;
                return false;
            }

            stages.Add(stage);
        }

        result = new StageList([.. stages.Distinct()]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(StageList? other) => other is not null && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override int GetHashCode() => Stages.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Stages);
}
