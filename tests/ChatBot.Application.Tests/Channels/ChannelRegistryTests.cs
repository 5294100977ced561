using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Xunit;

namespace ChatBot.Application.Tests.Channels;

public sealed class ChannelRegistryTests
{
    [Fact]
    public async Task Find_ChannelRegisteredAfterTheApplication_NumbersItsPrivateMessages()
    {
        var route = new OutboundRoute("wecom", "main", RouteKind.Private, "ann");
        var channel = Substitute.For<IChannel>();
        channel.Name.Returns("wecom");
        channel.AbilitiesOf(default).ReturnsForAnyArgs(RouteAbilities.TextOnly);
        channel.SendAsync(default, default!, default!, default).ReturnsForAnyArgs(SendResult.Sent());
        await using var services = new ServiceCollection().AddLogging().AddKernel()
            .AddSingleton(channel).AddSingleton(Substitute.For<IOfferStore>()).BuildServiceProvider();
        var message = new OutboundMessage { Text = "?", TypingHint = "words", NumberedHint = "1 or 2", Buttons = [new Button("yes", "yes"), new Button("no", "no")] };

        await services.GetRequiredService<ChannelRegistry>().Find("wecom")!.SendAsync(route, message, "key", TestContext.Current.CancellationToken);

        await channel.Received(1).SendAsync(route, Arg.Is<OutboundMessage>(m => m.TypingHint == "1 or 2"), "key", Arg.Any<CancellationToken>());
        Assert.Null(services.GetRequiredService<ChannelRegistry>().Find("dingtalk"));
    }
}
