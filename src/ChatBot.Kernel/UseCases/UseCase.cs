namespace ChatBot.Kernel.UseCases;

/// <summary>A use case with typed inputs, which are bound once.</summary>
/// <typeparam name="TInputs">A record whose constructor parameters are the inputs; a parameter <c>FromTime</c> is the slot <c>from_time</c>.</typeparam>
public abstract class UseCase<TInputs> : IUseCase
    where TInputs : class
{
    /// <inheritdoc/>
    public Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken) =>
        RunAsync(InputBinder<TInputs>.Bind(inputs), scope, cancellationToken);

    /// <summary>Runs it for the person in the scope.</summary>
    public abstract Task<UseCaseResult> RunAsync(TInputs inputs, TurnScope scope, CancellationToken cancellationToken);
}
