using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>What the doubles of both platforms share: listening, what was received, counting and misbehaving.</summary>
public abstract class PlatformDouble : IAsyncDisposable
{
    /// <summary>Bodies above this are refused by the server itself (20 MB files plus their frame).</summary>
    internal const int BodyLimit = 25 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _platform;
    private readonly HashSet<string> _routes = [];
    private readonly List<ReceivedMessage> _received = [];
    private readonly List<Channel<ReceivedMessage>> _listeners = [];
    private readonly Dictionary<string, Queue<Failure>> _failures = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _delays = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private LoopbackServer? _server;
    private long _taken;

    private protected PlatformDouble(string platform, TimeProvider clock)
    {
        _platform = platform;
        Clock = clock;
    }

    /// <summary>Where the double listens, with a slash at the end; stands for all hosts of the platform.</summary>
    public Uri BaseUrl => _server?.BaseUrl ?? throw new InvalidOperationException("The double is not started.");

    /// <summary>A copy of what was received so far, oldest first.</summary>
    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>How often each route was called, refused and failed calls included.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls.ToDictionary();

    /// <summary>The time that tokens, windows and signatures go by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Forgets what was received and the call counts; tokens, rates and switches stay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _received.Clear();
        }

        _calls.Clear();
    }

    /// <summary>How often a route was called.</summary>
    public int CallsOf(string route) => _calls.GetValueOrDefault(Known(route));

    /// <summary>The next calls of the route answer HTTP 200 with this error number.</summary>
    public void FailNext(string route, int errcode, int count = 1) => FailNext(route, Failure.Errcode(errcode), count);

    /// <summary>The next calls of the route answer with this HTTP status and no JSON, as a proxy would.</summary>
    public void FailNext(string route, HttpStatusCode status, int count = 1) => FailNext(route, Failure.Http(status), count);

    /// <summary>The next calls of the route fail so. Failures wait in line; each call takes one.</summary>
    /// <exception cref="ArgumentException">There is no such route.</exception>
    public void FailNext(string route, Failure failure, int count = 1)
    {
        lock (_gate)
        {
            if (!_failures.TryGetValue(Known(route), out var line))
            {
                _failures[route] = line = new Queue<Failure>();
            }

            for (var i = 0; i < count; i++)
            {
                line.Enqueue(failure);
            }
        }
    }

    /// <summary>The route works again: the failures that still wait in line are forgotten. How many they were.</summary>
    /// <exception cref="ArgumentException">There is no such route.</exception>
    public int Recover(string route)
    {
        lock (_gate)
        {
            return _failures.Remove(Known(route), out var line) ? line.Count : 0;
        }
    }

    /// <summary>Answers of the route come this much later in real time (a caller's time-outs are real too); zero ends it.</summary>
    public void Delay(string route, TimeSpan by) => _delays[Known(route)] = by;

    /// <summary>A stream of the messages from now on; each listener gets every one.</summary>
    /// <param name="replay">Whether it begins with what was received before.</param>
    public ChannelReader<ReceivedMessage> Listen(bool replay = false)
    {
        var channel = Channel.CreateUnbounded<ReceivedMessage>();
        lock (_gate)
        {
            if (replay)
            {
                _received.ForEach(m => channel.Writer.TryWrite(m));
            }

            _listeners.Add(channel);
        }

        return channel.Reader;
    }

    /// <summary>The first message, past or still to come, that fits.</summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public async Task<ReceivedMessage> WaitForAsync(
        Func<ReceivedMessage, bool> fits, TimeSpan? within = null, CancellationToken ct = default)
    {
        ChannelReader<ReceivedMessage> coming;
        lock (_gate)
        {
            if (_received.Find(m => fits(m)) is { } there)
            {
                return there;
            }

            coming = Listen();
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within ?? TimeSpan.FromSeconds(10));
        try
        {
            await foreach (var message in coming.ReadAllAsync(limit.Token))
            {
                if (fits(message))
                {
                    return message;
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_gate)
            {
                _listeners.RemoveAll(l => l.Reader == coming);
            }
        }

        var seen = string.Join("\n", Received.Select(m => m.ToJsonLine()));
        throw new TimeoutException($"No message that fits came to the {_platform} double. It has received:\n{seen}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Close();
        lock (_gate)
        {
            _listeners.ForEach(l => l.Writer.TryComplete());
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task ListenOnAsync(IPEndPoint listenOn, bool control, Action<IEndpointRouteBuilder> map, CancellationToken ct) =>
        _server = await LoopbackServer.StartAsync(
            listenOn,
            app =>
            {
                map(app);
                if (control)
                {
                    ControlEndpoints.Map(app, this);
                }
            },
            ct);

    /// <summary>Frees what the platform's own parts hold, once nothing is served any more.</summary>
    private protected virtual void Close()
    {
    }

    /// <summary>The platform's shape of a failure that a test asked for.</summary>
    private protected abstract Answer Render(Failure failure, ApiCall call);

    /// <summary>What the platform answers to a method that the path does not take.</summary>
    private protected abstract Answer WrongMethod(string expected, ApiCall call);

    /// <summary>Serves one path: counts, misbehaves when asked, else runs the handler.</summary>
    /// <param name="app">Where to serve.</param>
    /// <param name="method">The method that the path takes.</param>
    /// <param name="path">The path.</param>
    /// <param name="route">The route's name.</param>
    /// <param name="handler">What it does.</param>
    /// <param name="otherMethods">Whether other methods of the same path are routes of their own.</param>
    internal void Serve(
        IEndpointRouteBuilder app,
        string method,
        string path,
        string route,
        Func<ApiCall, CancellationToken, Task<Answer>> handler,
        bool otherMethods = false)
    {
        _routes.Add(route);
        RequestDelegate serve = async context =>
        {
            // Routing here ignores case, the platforms do not (oToMessages and otoMessages are two paths).
            if (!path.Contains('{', StringComparison.Ordinal) && context.Request.Path.Value != path)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            var ct = context.RequestAborted;
            _calls.AddOrUpdate(route, 1, (_, n) => n + 1);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, ct);
            var call = new ApiCall(context, body.ToArray(), Clock.GetUtcNow());
            if (_delays.TryGetValue(route, out var delay) && delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, TimeProvider.System, ct);
            }

            var answer = await AnswerAsync(call, method, route, handler, ct);
            if (answer is null)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.ContentType;
            if (answer.FileName is { } name)
            {
                context.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
            }

            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, ct);
        };
        _ = otherMethods ? app.MapMethods(path, [method], serve) : app.Map(path, serve);
    }

    /// <summary>How many messages were taken so far: whatever has a higher <see cref="ReceivedMessage.Order"/> came later.</summary>
    internal long Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>Makes a route known that is no HTTP path: a command on a socket.</summary>
    internal void Announce(string route) => _routes.Add(route);

    /// <summary>Counts a command on a socket and takes the failure that a test asked for, if any.</summary>
    internal Failure? Begin(string route)
    {
        _calls.AddOrUpdate(route, 1, (_, n) => n + 1);
        return NextFailure(route);
    }

    /// <summary>How much later the answers of the route come.</summary>
    internal TimeSpan DelayOf(string route) => _delays.GetValueOrDefault(route);

    /// <summary>Records a message and tells everyone who listens.</summary>
    internal ReceivedMessage Take(string route, string to, string type, string text, JsonElement raw, Func<ReceivedMessage, ReceivedMessage>? more = null)
    {
        var message = new ReceivedMessage(Clock.GetUtcNow(), _platform, route, to, type, text, raw);
        message = more?.Invoke(message) ?? message;
        lock (_gate)
        {
            message = message with { Order = ++_taken };
            _received.Add(message);
            _listeners.ForEach(l => l.Writer.TryWrite(message));
        }

        return message;
    }

    private async Task<Answer?> AnswerAsync(
        ApiCall call, string method, string route, Func<ApiCall, CancellationToken, Task<Answer>> handler, CancellationToken ct)
    {
        var failure = NextFailure(route);
        if (failure is { AfterEffect: false })
        {
            return failure.Cut ? null : Render(failure, call);
        }

        Answer answer;
        try
        {
            answer = call.Http.Request.Method == method ? await handler(call, ct) : WrongMethod(method, call);
        }
        catch (Refusal refusal)
        {
            answer = refusal.Answer;
        }

        return failure is null ? answer : null;
    }

    private Failure? NextFailure(string route)
    {
        lock (_gate)
        {
            return _failures.TryGetValue(route, out var line) && line.TryDequeue(out var failure) ? failure : null;
        }
    }

    private string Known(string route) => _routes.Contains(route)
        ? route
        : throw new ArgumentException($"No route '{route}'; there are: {string.Join(", ", _routes.Order(StringComparer.Ordinal))}.", nameof(route));
}
