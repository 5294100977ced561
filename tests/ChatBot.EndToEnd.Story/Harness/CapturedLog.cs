using System.Collections.Concurrent;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>Keeps every log line of the bot, so that a test can look for what must not stand there.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Level, category, words and exception of each line.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Forgets what was looked through.</summary>
    public void Clear() => _lines.Clear();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Line(_lines, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Line(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}".TrimEnd());
            }
        }
    }
}
