using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Storage.Channels;

/// <summary>
/// Questions and answers over Redis pub/sub: a channel for each name that is served, and one for the answers to each
/// process. Redis says how many heard a question; on a cluster it counts those of one node only, so let the answering
/// replicas use the same node or a server without cluster.
/// </summary>
internal sealed class ReplicaRelay(RedisStore redis, ILogger<ReplicaRelay> logger) : IReplicaRelay, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _asked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private bool _hearsAnswers;

    public async Task<IAsyncDisposable> ServeAsync(
        string name, Func<string, CancellationToken, Task<string?>> answer, CancellationToken cancellationToken)
    {
        var service = new Service(this, Questions(name), answer);
        await redis.SubscribeAsync(Questions(name), service.Hear, cancellationToken);
        return service;
    }

    public async Task<RelayAnswer> AskAsync(string name, string question, TimeSpan patience, CancellationToken cancellationToken)
    {
        await HearAnswersAsync(cancellationToken);
        var id = Guid.NewGuid().ToString("N");
        var coming = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = coming;
        try
        {
            if (await redis.PublishAsync(Questions(name), $"{redis.Instance}|{id}|{question}", cancellationToken) == 0)
            {
                return new RelayAnswer(RelayOutcome.NobodyThere, "");
            }

            return new RelayAnswer(RelayOutcome.Answered, await coming.Task.WaitAsync(patience, TimeProvider.System, cancellationToken));
        }
        catch (TimeoutException)
        {
            return new RelayAnswer(RelayOutcome.NoAnswer, "");
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    public void Dispose() => _opening.Dispose();

    private async Task HearAnswersAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _hearsAnswers))
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (!_hearsAnswers)
            {
                await redis.SubscribeAsync(Answers(redis.Instance), HearAnswer, cancellationToken);
                Volatile.Write(ref _hearsAnswers, true);
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private void HearAnswer(string message)
    {
        if (message.Split('|', 2) is [var id, var answer] && _asked.TryGetValue(id, out var coming))
        {
            coming.TrySetResult(answer);
        }
    }

    private static string Questions(string name) => $"relay:{name}";

    private static string Answers(string instance) => $"relay-answers:{instance}";

    /// <summary>Serves one name; answers that are under way are waited for when it ends.</summary>
    private sealed class Service(ReplicaRelay relay, string channel, Func<string, CancellationToken, Task<string?>> answer) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentDictionary<Task, bool> _running = new();

        public void Hear(string message)
        {
            if (_stop.IsCancellationRequested || message.Split('|', 3) is not [var instance, var id, var question])
            {
                return;
            }

            var work = AnswerAsync(instance, id, question);
            _running[work] = true;
            if (work.IsCompleted)
            {
                _running.TryRemove(work, out _);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await relay.LeaveAsync(channel, Hear);
            await Task.WhenAll(_running.Keys);
            _stop.Dispose();
        }

        private async Task AnswerAsync(string instance, string id, string question)
        {
            // The caller is Redis's reader: it must not wait for the work.
            await Task.Yield();
            try
            {
                if (await answer(question, _stop.Token) is { } text)
                {
                    await relay.SayAsync(instance, id, text);
                }
            }
            catch (OperationCanceledException)
            {
                // No longer serving: the one who asked sees that no answer came.
            }

            foreach (var done in _running.Keys.Where(t => t.IsCompleted))
            {
                _running.TryRemove(done, out _);
            }
        }
    }

    private async Task SayAsync(string instance, string id, string text)
    {
        try
        {
            await redis.PublishAsync(Answers(instance), $"{id}|{text}", CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            Log.RelayAway(logger, e);
        }
    }

    private async Task LeaveAsync(string channel, Action<string> hear)
    {
        try
        {
            await redis.UnsubscribeAsync(channel, hear, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            // Nothing is heard while the connection is down, and what comes later finds nobody who answers.
            Log.RelayAway(logger, e);
        }
    }
}
