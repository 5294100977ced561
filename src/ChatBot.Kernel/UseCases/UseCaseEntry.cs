using ChatBot.Kernel.Declarations;

namespace ChatBot.Kernel.UseCases;

/// <summary>A declared use case and how it is made.</summary>
/// <param name="Declaration">What is declared.</param>
/// <param name="Make">Makes it, when it is first run.</param>
public sealed record UseCaseEntry(UseCaseDeclaration Declaration, Func<IServiceProvider, IUseCase> Make);
