using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>One way to talk to the bot, from a member's side: say, tap, look at the screen.</summary>
internal abstract partial class BotRoute : IAsyncDisposable
{
    private RouteWorld? _world;

    /// <summary>What it is called in the table.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the bot hears what is said in the group.</summary>
    public virtual bool HearsGroup => true;

    /// <summary>Whether a card shows what became of it.</summary>
    public virtual bool KeepsCardsCurrent => true;

    /// <summary>What a deployment of its own would register besides.</summary>
    public Action<IServiceCollection>? Adds { get; init; }

    public RouteWorld World => _world ?? throw new InvalidOperationException("The route is not started.");

    protected MovableClock Clock { get; } = new(RouteWorld.Start);

    /// <summary>Starts platform and bot, and binds the group.</summary>
    public async Task StartAsync(BotSetup setup, CancellationToken cancellationToken)
    {
        var (identities, settings) = await PrepareAsync(cancellationToken);
        _world = await RouteWorld.StartAsync(setup, Clock, identities, settings, cancellationToken, Adds);
        await OpenAsync(cancellationToken);
        await BindAsync();
    }

    /// <summary>Says something, in the group or in private, and lets everything that follows go out.</summary>
    public async Task SaysAsync(string name, string text, bool inGroup = false)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(RouteWorld.UserOf(name), text, inGroup);
        await World.SettleAsync();
    }

    /// <summary>
    /// Taps the newest button with the word; where there is none, types the number or the words that a message offers. Says how
    /// it was done; null when nothing offers it.
    /// </summary>
    public async Task<string?> TapsAsync(string name, string word)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var user = RouteWorld.UserOf(name);
        foreach (var seen in (await ScreenOfAsync(name)).Reverse())
        {
            if (seen.Buttons.FirstOrDefault(b => b.Label.Contains(word, StringComparison.Ordinal) || b.Key.Contains(word, StringComparison.Ordinal)) is { } button)
            {
                await TapAsync(user, seen, button);
                await World.SettleAsync();
                return seen.InGroup ? "card in the group" : "card";
            }

            if (Offers().Matches(seen.Text).FirstOrDefault(m => m.Groups["say"].Value.Contains(word, StringComparison.Ordinal)) is { } offer)
            {
                var isNumber = offer.Groups["n"].Success && !seen.InGroup;
                await SaysAsync(name, isNumber ? offer.Groups["n"].Value : offer.Groups["say"].Value);
                return isNumber ? "typed number" : "typed words";
            }
        }

        return null;
    }

    /// <summary>What stands on a person's screen now, oldest first: the group's chat and the private one.</summary>
    public Task<IReadOnlyList<Seen>> ScreenOfAsync(string name) => ScreenAsync(RouteWorld.UserOf(name));

    /// <summary>The newest private message that holds the word; null for none.</summary>
    public async Task<Seen?> SeesAsync(string name, string word) =>
        (await ScreenOfAsync(name)).LastOrDefault(s => !s.InGroup && s.Text.Contains(word, StringComparison.Ordinal));

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }
    }

    /// <summary>Starts the platform; the roster column for its accounts, and the bot's settings.</summary>
    protected abstract Task<(string Identities, IReadOnlyDictionary<string, string?> Settings)> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>What has to happen after the bot's start: connections, callback addresses.</summary>
    protected virtual Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual async Task BindAsync()
    {
        if (HearsGroup)
        {
            await SaysAsync(RouteWorld.Secretary, $"/绑定 {RouteWorld.CodeToBind}", inGroup: true);
        }
        else
        {
            await SaysAsync(RouteWorld.Secretary, "/绑定群机器人 branch");
        }

        Assert.Equal(1, await World.Books.ScalarAsync<long>("SELECT count(*) FROM conversation"));
    }

    protected abstract Task SayAsync(string user, string text, bool inGroup);

    protected abstract Task TapAsync(string user, Seen seen, SeenButton button);

    protected abstract Task<IReadOnlyList<Seen>> ScreenAsync(string user);

    protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<n>[0-9])?「(?<say>[^」]+)」")]
    private static partial Regex Offers();
}
