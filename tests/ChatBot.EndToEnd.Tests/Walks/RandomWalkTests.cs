using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ChatBot.Conversation.Understanding;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Serving;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>
/// Random walks through the bot on real stores: no exception, no dead end, nothing with consequences without its yes, every state expires, no
/// private word told. <c>BRANCHBOT_WALKS</c> says how many (150), <c>BRANCHBOT_WALK_SEED</c> repeats a run.
/// </summary>
public sealed class RandomWalkTests(ITestOutputHelper output)
{
    private const int DefaultWalks = 150;
    private const int WalksInAWorld = 100;
    private const int Walkers = 3;
    private const int MostTold = 5;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, int> _deeds = new();
    private int _next;
    private int _turns;

    [Fact]
    public async Task Walks_AtRandom_EndWellAndBreakNoRule()
    {
        var setup = Stores.SkipWithout();
        var walks = Setting("BRANCHBOT_WALKS", DefaultWalks);
        var seed = Setting("BRANCHBOT_WALK_SEED", Environment.TickCount);
        var begun = Stopwatch.GetTimestamp();
        var words = new WalkWords();
        var understander = Understander.Load(DialogsFolder.Find(null));
        await Task.WhenAll(Enumerable.Range(0, Walkers).Select(_ => Task.Run(() => WalkAsync(setup, words, understander, walks, seed))));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(_next, walks)} walks, {_turns} turns, seed {seed}, {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
        output.WriteLine(string.Join(", ", _deeds.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key} {d.Value.ToString(CultureInfo.InvariantCulture)}")));
        Assert.True(_faults.IsEmpty, $"BRANCHBOT_WALK_SEED={seed.ToString(CultureInfo.InvariantCulture)}, {_faults.Count} walks went wrong\n{string.Join("\n\n", _faults.Take(MostTold))}");
    }

    // A world is used for some walks; the walks of one world follow each other, so that a seed repeats them.
    private async Task WalkAsync(BotSetup setup, WalkWords words, Understander understander, int walks, int seed)
    {
        var token = TestContext.Current.CancellationToken;
        while (Interlocked.Add(ref _next, WalksInAWorld) - WalksInAWorld is var first && first < walks && _faults.Count < MostTold)
        {
            await using var world = await WalkWorld.StartAsync(setup, token);
            var rules = new WalkRules(world, understander);
            var random = new Random(seed + first);
            for (var walk = first; walk < Math.Min(first + WalksInAWorld, walks) && _faults.Count < MostTold; walk++)
            {
                if (walk % 10 == 0)
                {
                    await world.CallSessionsAsync(random, token);
                    rules.ForgetAnswers(world.Branch.Secretary);
                }

                if (await new Walk(world, words, rules, random, walk).RunAsync(token) is { } fault)
                {
                    _faults.Enqueue(fault);
                }
            }

            Interlocked.Add(ref _turns, rules.Turns);
            foreach (var (deed, times) in rules.Deeds)
            {
                _deeds.AddOrUpdate(deed, times, (_, before) => before + times);
            }

            if (await world.AuditFaultAsync(token) is { Length: > 0 } broken)
            {
                _faults.Enqueue("the audit trail is broken: " + broken);
            }
        }
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
