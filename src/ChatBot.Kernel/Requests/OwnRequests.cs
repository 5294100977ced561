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
        var open = new List<Choice>();
        foreach (var request in await ReadAsync(scope, cancellationToken))
        {
            if (await shape.ViewAsync(request, scope.Branch, cancellationToken) is { } view && shape.IsWithdrawable(view, scope.Now))
            {
                open.Add(new Choice(request.Key.ToString("N"), view.HandleOrId, view.Say(shape.Terms, "own_choice"), view.Names) { At = view.At, Kind = view.KindWord });
            }
        }

        return open;
    }

    /// <summary>The person's requests that are young enough to be asked about.</summary>
    protected abstract Task<IReadOnlyList<TRequest>> ReadAsync(TurnScope scope, CancellationToken cancellationToken);
}
