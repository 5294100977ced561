using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.UseCases;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Capabilities.Tests;

public sealed class EveryUseCaseHasATest(UseCaseStores stores) : IClassFixture<UseCaseStores>
{
    private static IEnumerable<Type> TestClasses => typeof(EveryUseCaseHasATest).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(UseCaseTests)));

    /// <summary>A declared use case <c>Leave/DecideLeave</c> has a class <c>Leave/DecideLeaveTests</c> here.</summary>
    [Fact]
    public void Declared_UseCase_HasATestClassInTheFolderOfItsCapability()
    {
        var declared = UseCaseStores.Compose(new ServiceCollection())
            .Select(s => s.ServiceType)
            .Where(t => t.Assembly == typeof(SessionsCapability).Assembly && t.IsAssignableTo(typeof(IUseCase)))
            .Select(t => $"{Folder(t)}.{t.Name}Tests");
        var tested = TestClasses
            .Where(t => t.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), inherit: true)))
            .Select(t => $"{Folder(t)}.{t.Name}");

        Assert.Equal(declared.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TestClass_RunsTheUseCaseAfterWhichItIsCalled()
    {
        var names = stores.Services.GetServices<UseCaseEntry>()
            .Select(e => (e.Declaration.Name, Type: e.Make(stores.Services).GetType()))
            .ToLookup(e => $"{e.Type.Name}Tests", e => e.Name);

        Assert.All(TestClasses, t => Assert.Equal([((UseCaseTests)Activator.CreateInstance(t, stores)!).UseCase], names[t.Name]));
    }

    private static string Folder(Type type) => type.Namespace!.Split('.')[^1];
}
