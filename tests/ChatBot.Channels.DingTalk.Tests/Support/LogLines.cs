using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Everything that was logged, at every level.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(EventId Id, string Line)> _lines = new();

    public IReadOnlyList<string> All => [.. _lines.Select(l => l.Line)];

    public int Count(int eventId) => _lines.Count(l => l.Id.Id == eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Structured values count too: a sink writes them out.
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
        _lines.Enqueue((eventId, $"{formatter(state, exception)} {values} {exception}"));
    }

    public void Dispose()
    {
    }
}
