using System.Runtime.InteropServices;

namespace ChatBot.PlatformDoubles.Standalone;

/// <summary>Serves until Ctrl-C or SIGTERM and prints what arrives.</summary>
internal static class DoublesRun
{
    public static async Task<int> UntilStoppedAsync(WeComDoubleOptions? weCom, DingTalkDoubleOptions? dingTalk, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        var clock = new ShiftedClock();
        await using var first = weCom is null ? null : await WeComDouble.StartAsync(weCom, clock, stop.Token);
        await using var second = dingTalk is null ? null : await DingTalkDouble.StartAsync(dingTalk, clock, stop.Token);
        PlatformDouble?[] doubles = [first, second];
        var served = doubles.OfType<PlatformDouble>().ToList();
        foreach (var platform in served)
        {
            await Console.Error.WriteLineAsync($"{platform.GetType().Name} listens on {platform.BaseUrl}");
        }

        if (first is not null)
        {
            await Console.Error.WriteLineAsync($"Smart robots connect to {first.RobotEndpoint}");
        }

        if (second is not null)
        {
            await Console.Error.WriteLineAsync($"Stream clients connect to {second.StreamEndpoint}");
        }

        await Task.WhenAll(served.Select(platform => PrintAsync(platform, stop.Token)));
        return 0;
    }

    private static async Task PrintAsync(PlatformDouble platform, CancellationToken ct)
    {
        try
        {
            await foreach (var message in platform.Listen(replay: true).ReadAllAsync(ct))
            {
                await Console.Out.WriteLineAsync(message.ToJsonLine());
                await Console.Out.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping is the normal end.
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
