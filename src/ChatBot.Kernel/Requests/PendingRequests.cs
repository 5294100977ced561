using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Requests;

/// <summary>Requests that the person may decide, oldest first.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class PendingRequests<TRequest, TAbout>(string name, RequestShape<TRequest, TAbout> shape) : IChoiceSource
    where TRequest : Request
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The requests themselves.</summary>
    public Task<IReadOnlyList<RequestView<TRequest, TAbout>>> ViewsAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return shape.DecidableAsync(scope.Actor, scope.Branch, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return [.. (await ViewsAsync(scope, cancellationToken)).Select(v => new Choice(
            v.Request.Key.ToString("N"), v.HandleOrId, v.Say(shape.Terms, "choice"), [scope.Branch.NameOf(v.Request.Asker)]))];
    }
}
