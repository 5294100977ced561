using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Kernel.Tests.Roster;

/// <summary>What the kernel and all capabilities declare.</summary>
internal static class ProductRights
{
    /// <summary>The declarations of all use cases.</summary>
    public static IReadOnlyList<UseCaseDeclaration> Declarations { get; } = new ServiceCollection().AddKernel().AddCapabilities(typeof(SessionsCapability).Assembly)
        .BuildServiceProvider().GetRequiredService<UseCaseCatalogue>().All;
}
