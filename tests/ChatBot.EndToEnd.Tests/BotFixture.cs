using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests;

/// <summary>One bot for the tests of a class; they are skipped with the reason where there are no stores.</summary>
public class BotFixture : IAsyncLifetime
{
    private Bot? _bot;

    /// <summary>The bot; skips the test when there is none.</summary>
    public Bot Bot
    {
        get
        {
            Stores.SkipWithout();
            return _bot!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Stores.Setup is { } setup)
        {
            _bot = await Bot.StartAsync(Change(setup), CancellationToken.None);
            await PrepareAsync(_bot);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How the bot of the class differs from others.</summary>
    protected virtual BotSetup Change(BotSetup setup) => setup;

    /// <summary>What all tests of the class need.</summary>
    protected virtual Task PrepareAsync(Bot bot) => Task.CompletedTask;
}

/// <summary>The stores of the environment.</summary>
internal static class Stores
{
    private static readonly (BotSetup? Setup, string Reason) Found = BotSetup.FromEnvironment();

    public static BotSetup? Setup => Found.Setup;

    /// <summary>The setup; skips the running test with the reason when there are no stores.</summary>
    public static BotSetup SkipWithout()
    {
        if (Found.Setup is null)
        {
            Assert.Skip(Found.Reason);
        }

        return Found.Setup;
    }
}
