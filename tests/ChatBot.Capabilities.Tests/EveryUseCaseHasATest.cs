using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.UseCases;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Capabilities.Tests;

public sealed class EveryUseCaseHasATest
{
    /// <summary>A declared use case <c>Leave/DecideLeave</c> has a class <c>Leave/DecideLeaveTests</c> here.</summary>
    [Fact]
    public void Declared_UseCase_HasATestClassInTheFolderOfItsCapability()
    {
        var declared = UseCaseStores.Compose(new ServiceCollection())
            .Select(s => s.ServiceType)
            .Where(t => t.Assembly == typeof(SessionsCapability).Assembly && t.IsAssignableTo(typeof(IUseCase)))
            .Select(t => $"{Folder(t)}.{t.Name}Tests");
        var tested = typeof(EveryUseCaseHasATest).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(UseCaseTests)) && t.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), inherit: true)))
            .Select(t => $"{Folder(t)}.{t.Name}");

        Assert.Equal(declared.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    private static string Folder(Type type) => type.Namespace!.Split('.')[^1];
}
