using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>Keeps every log line of the host, of all categories and levels.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<(EventId Id, string Line)> _lines = new();

    public IReadOnlyList<(EventId Id, string Line)> Lines => [.. _lines];

    public int Count(int eventId) => Lines.Count(l => l.Id.Id == eventId);

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book._lines.Enqueue((eventId, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
