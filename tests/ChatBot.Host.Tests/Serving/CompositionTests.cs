using ChatBot.Host.Serving;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ChatBot.Host.Tests.Serving;

/// <summary>The Development environment checks at the start that every service can be made; others find out when it is used.</summary>
public sealed class CompositionTests
{
    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Build_EveryServiceCanBeMade(string movable)
    {
        await using var app = BotHost.Build(null, builder =>
        {
            builder.WebHost.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody",
                ["ConnectionStrings:Redis"] = "127.0.0.1:1",
                ["Clock:Movable"] = movable,
            });
        });

        Assert.NotNull(app.Services);
    }
}
