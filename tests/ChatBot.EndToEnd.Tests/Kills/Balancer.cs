using System.Collections.Concurrent;
using System.Globalization;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>
/// Deals out calls in turn to the replicas that say they are ready, as a load balancer does: who says no is left out at
/// once, who does not answer in time only after some probes, and a call that found nobody listening goes to the next.
/// </summary>
internal sealed class Balancer : DelegatingHandler
{
    private const int ProbesUntilSick = 3;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<int, bool> _ready = new();
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(1) };
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _probing;
    private int _calls;

    public Balancer(params IEnumerable<int> ports)
        : base(new SocketsHttpHandler())
    {
        foreach (var port in ports)
        {
            _ready[port] = false;
        }

        _probing = Task.WhenAll(_ready.Keys.Select(ProbeAsync));
    }

    /// <summary>Calls that went to each replica.</summary>
    public ConcurrentDictionary<int, int> Dealt { get; } = new();

    /// <summary>Waits until so many replicas are ready.</summary>
    public async Task ReadyAsync(int replicas, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (_ready.Values.Count(r => r) != replicas)
        {
            await Task.Delay(Every / 5, limit.Token);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var ready = _ready.Where(r => r.Value).Select(r => r.Key).Order().ToList();
        if (ready.Count == 0)
        {
            throw new HttpRequestException("No replica is ready.");
        }

        var first = (int)((uint)Interlocked.Increment(ref _calls) % ready.Count);
        for (var n = 0; ; n++)
        {
            var port = ready[(first + n) % ready.Count];
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = port }.Uri;
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                Dealt.AddOrUpdate(port, 1, (_, calls) => calls + 1);
                return answer;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && n + 1 < ready.Count)
            {
                // Nothing was sent yet.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        _probe.Dispose();
        base.Dispose(disposing);
    }

    private async Task ProbeAsync(int port)
    {
        var ready = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/ready"));
        var unanswered = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await _probe.GetAsync(ready, _stop.Token);
                _ready[port] = answer.IsSuccessStatusCode;
                unanswered = 0;
            }
            catch (Exception e) when (e is HttpRequestException or ObjectDisposedException)
            {
                _ready[port] = false;
            }
            catch (OperationCanceledException)
            {
                _ready[port] &= ++unanswered < ProbesUntilSick;
            }

            await Task.Delay(Every, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
