using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Requests;

/// <summary>One's own requests that can still be taken back.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class OwnRequests<TRequest, TAbout>(string name, RequestShape<TRequest, TAbout> shape) : IChoiceSource
    where TRequest : Request
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var own = await shape.ViewsAsync(await ReadAsync(scope, cancellationToken), scope.Branch, cancellationToken);
        return [.. own.Where(v => shape.IsWithdrawable(v, scope.Now)).Select(v => new Choice(
            v.Request.Key.ToString("N"), v.HandleOrId, v.Say(shape.Terms, "own_choice"), v.Names) { At = v.At, Kind = v.KindWord })];
    }

    /// <summary>The person's requests that are young enough to be asked about.</summary>
    protected abstract Task<IReadOnlyList<TRequest>> ReadAsync(TurnScope scope, CancellationToken cancellationToken);
}
