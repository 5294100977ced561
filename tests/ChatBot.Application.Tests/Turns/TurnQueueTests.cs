using ChatBot.Kernel.Turns;
using Xunit;

namespace ChatBot.Kernel.Tests.Turns;

/// <summary>Turns of one person in order, those of others beside them, never more than the bounds.</summary>
public sealed class TurnQueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task TryAdd_MoreThanMayWait_IsRefusedUntilThereIsRoom()
    {
        using var queue = new TurnQueue(mostRunning: 2, mostWaiting: 2);
        var gate = new TaskCompletionSource();

        Assert.True(queue.TryAdd("u1", () => gate.Task));
        Assert.True(queue.TryAdd("u2", () => gate.Task));
        Assert.False(queue.TryAdd("u3", () => gate.Task));
        gate.SetResult();
        await queue.DrainAsync(Limit);

        Assert.Equal(0, queue.Count);
        Assert.True(queue.TryAdd("u3", () => Task.CompletedTask));
        await queue.DrainAsync(Limit);
    }

    [Fact]
    public async Task TryAdd_OfOnePerson_RunsInOrder_OthersDoNotWait()
    {
        using var queue = new TurnQueue();
        var gate = new TaskCompletionSource();
        var other = new TaskCompletionSource();
        var done = new List<int>();

        queue.TryAdd("u1", () => gate.Task);
        for (var n = 0; n < 20; n++)
        {
            var number = n;
            queue.TryAdd("u1", () =>
            {
                done.Add(number);
                return Task.CompletedTask;
            });
        }

        queue.TryAdd("u2", () =>
        {
            other.SetResult();
            return Task.CompletedTask;
        });
        await other.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Empty(done);

        gate.SetResult();
        await queue.DrainAsync(Limit);
        Assert.Equal(Enumerable.Range(0, 20), done);
    }

    [Fact]
    public async Task Drain_WorkThatDoesNotEnd_IsNotWaitedForLonger()
    {
        using var queue = new TurnQueue();
        var gate = new TaskCompletionSource();
        queue.TryAdd("u1", () => gate.Task);

        await queue.DrainAsync(TimeSpan.FromMilliseconds(50));

        Assert.Equal(1, queue.Count);
        gate.SetResult();
        await queue.DrainAsync(Limit);
    }
}
