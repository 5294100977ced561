using ChatBot.Kernel.Channels;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Channels;

/// <summary>Where people and groups of Bot Framework clients are spoken to.</summary>
public sealed class ConversationReferencesTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static readonly ConversationAddress Address =
        new("main", RouteKind.Private, "u1", "https://smba.trafficmanager.net/emea/", "msteams", "a:1", "28:bot", "tenant");

    private IConversationReferences References => stores.Services.GetRequiredService<IConversationReferences>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_KeptTwice_IsTheNewest()
    {
        await References.KeepAsync(Address, Token);
        await References.KeepAsync(Address with { ConversationId = "a:2", TenantId = null }, Token);

        Assert.Equal(Address with { ConversationId = "a:2", TenantId = null }, await References.FindAsync("main", RouteKind.Private, "u1", Token));
    }

    [Fact]
    public async Task Find_OtherAccountKindOrAddress_IsNone()
    {
        await References.KeepAsync(Address, Token);

        Assert.Null(await References.FindAsync("other", RouteKind.Private, "u1", Token));
        Assert.Null(await References.FindAsync("main", RouteKind.Group, "u1", Token));
        Assert.Null(await References.FindAsync("main", RouteKind.Private, "u2", Token));
    }
}
