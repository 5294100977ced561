using System.Threading.Channels;
using ChatBot.Host.Upkeep;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.Upkeep;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Host.Tests.Upkeep;

public sealed class UpkeepTests : IDisposable
{
    private readonly WatchedClock _clock = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Loop_JobThatSucceeds_RunsAtTheStartAndAfterEachPeriod()
    {
        var job = new CountingJob(TimeSpan.FromHours(1));
        var running = Loop(job);

        for (var runs = 1; runs <= 3; runs++)
        {
            Assert.Equal((job.Period, runs), (await PauseAsync(), job.Runs));
            _clock.Moves.Advance(job.Period);
        }

        await EndsAsync(running);
    }

    [Fact]
    public async Task Loop_JobThatFails_RunsAgainSoonAndThenAtItsPeriod()
    {
        var job = new CountingJob(TimeSpan.FromHours(1), new InvalidOperationException("broken"), new StoreUnavailableException("away"));
        var running = Loop(job);

        var first = await PauseAsync();
        _clock.Moves.Advance(first);
        var second = await PauseAsync();
        _clock.Moves.Advance(second);
        var third = await PauseAsync();

        Assert.InRange(first.TotalSeconds, 4, 6);
        Assert.InRange(second.TotalSeconds, 8, 12);
        Assert.Equal((job.Period, 3), (third, job.Runs));
        await EndsAsync(running);
    }

    [Fact]
    public async Task Loop_FrequentJobThatFails_WaitsNoLongerThanItsPeriod()
    {
        var job = new CountingJob(TimeSpan.FromSeconds(1), new InvalidOperationException("broken"));
        var running = Loop(job);

        Assert.Equal(job.Period, await PauseAsync());

        await EndsAsync(running);
    }

    [Fact]
    public async Task Loop_CancelledWhileTheJobRuns_EndsWithoutAnError()
    {
        var job = new WaitingJob();
        var running = Loop(job);
        await job.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await EndsAsync(running);

        Assert.Equal(TaskStatus.RanToCompletion, running.Status);
    }

    [Fact]
    public async Task Worker_OneJobFailsAndOneNeverEnds_TheOthersRun()
    {
        var failing = new CountingJob(TimeSpan.FromMilliseconds(1), Enumerable.Repeat<Exception>(new InvalidOperationException("broken"), 1000).ToArray());
        var good = new CountingJob(TimeSpan.FromMilliseconds(1));
        using var worker = new UpkeepWorker([failing, new WaitingJob(), good], NullLogger<UpkeepWorker>.Instance);

        await worker.StartAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(failing.ReachesAsync(3), good.ReachesAsync(3));
        await worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TaskStatus.RanToCompletion, worker.ExecuteTask!.Status);
    }

    public void Dispose() => _stop.Dispose();

    private Task Loop(IUpkeepJob job) => new UpkeepLoop(job, _clock, NullLogger.Instance).RunAsync(_stop.Token);

    /// <summary>The next pause of the loop, once it has begun.</summary>
    private Task<TimeSpan> PauseAsync() => _clock.Pauses.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    private async Task EndsAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>A clock moved by hand that tells of every pause that begins.</summary>
    private sealed class WatchedClock : TimeProvider
    {
        public MovableClock Moves { get; } = new(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));

        public Channel<TimeSpan> Pauses { get; } = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = Moves.CreateTimer(callback, state, dueTime, period);
            Pauses.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    /// <summary>Counts its runs; the first ones fail with the exceptions given.</summary>
    private sealed class CountingJob(TimeSpan period, params Exception[] failures) : IUpkeepJob
    {
        private readonly Channel<int> _ran = Channel.CreateUnbounded<int>();
        private int _awaited;
        private int _runs;

        public string Name => "counting";

        public TimeSpan Period => period;

        public int Runs => Volatile.Read(ref _runs);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            var run = Interlocked.Increment(ref _runs);
            _ran.Writer.TryWrite(run);
            return run <= failures.Length ? Task.FromException(failures[run - 1]) : Task.CompletedTask;
        }

        public async Task ReachesAsync(int runs)
        {
            for (; _awaited < runs; _awaited++)
            {
                await _ran.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Runs until it is cancelled.</summary>
    private sealed class WaitingJob : IUpkeepJob
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "waiting";

        public TimeSpan Period => TimeSpan.FromSeconds(1);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
