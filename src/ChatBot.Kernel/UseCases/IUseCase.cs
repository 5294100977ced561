namespace ChatBot.Kernel.UseCases;

/// <summary>
/// One thing the bot can do. A dialog's submission or a slash command names it; its inputs are the filled slots. It
/// reads, decides, and puts what is to be written into <see cref="TurnScope.Changes"/>; it never writes itself.
/// </summary>
public interface IUseCase
{
    /// <summary>Runs it for the person in the scope, who may turn out not to be allowed to: then the reply says so politely.</summary>
    Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken);
}
