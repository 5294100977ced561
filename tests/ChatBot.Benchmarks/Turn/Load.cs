using System.Diagnostics;

namespace ChatBot.Benchmarks.Turn;

/// <summary>What a round came to.</summary>
/// <param name="PerSecond">Turns a second.</param>
/// <param name="Tail">99th percentile of a turn's time, milliseconds.</param>
internal readonly record struct Measured(double PerSecond, double Tail);

/// <summary>Members that talk at once, each waiting for the answer before going on.</summary>
internal static class Load
{
    /// <summary>Plays all conversations, <paramref name="atOnce"/> at a time.</summary>
    public static async Task<Measured> PlayAsync(int port, IReadOnlyList<byte[][]> conversations, int atOnce, CancellationToken cancellationToken)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => LoadClient.ConnectAsync(port, cancellationToken)));
        try
        {
            var next = -1;
            var times = new List<double>[atOnce];
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(clients.Select(async (client, slot) =>
            {
                var mine = times[slot] = new List<double>(conversations.Count * Conversation.Turns / atOnce * 2);
                while (Interlocked.Increment(ref next) is var at && at < conversations.Count)
                {
                    foreach (var request in conversations[at])
                    {
                        var sent = Stopwatch.GetTimestamp();
                        await client.SendAsync(request, cancellationToken);
                        mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    }
                }
            }));
            var took = Stopwatch.GetElapsedTime(started);
            var all = times.SelectMany(t => t).Order().ToArray();
            return new Measured(all.Length / took.TotalSeconds, all[all.Length * 99 / 100]);
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }
}
