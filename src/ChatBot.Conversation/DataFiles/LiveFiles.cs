using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.DataFiles;

/// <summary>
/// Something built from a folder of files and built anew when they change: looked at no more than every few seconds, and
/// never replaced by something faulty.
/// </summary>
/// <typeparam name="T">What is built; immutable.</typeparam>
internal sealed class LiveFiles<T>
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private readonly string _folder;
    private readonly Func<(T Value, IReadOnlyList<Fault> Faults)> _load;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private T _current;
    private long _lookedAt;
    private DateTime _stamp;
    private int _looking;

    /// <summary>Loads for the first time.</summary>
    /// <exception cref="DataFileException">The files are faulty; nothing to fall back on.</exception>
    public LiveFiles(string folder, Func<(T Value, IReadOnlyList<Fault> Faults)> load, TimeProvider clock, ILogger logger)
    {
        _folder = folder;
        _load = load;
        _clock = clock;
        _logger = logger;
        _stamp = Stamp();
        var (value, faults) = load();
        DataFileException.ThrowIfAny(faults);
        _current = value;
        _lookedAt = clock.GetTimestamp();
    }

    /// <summary>What holds now.</summary>
    public T Current
    {
        get
        {
            if (_clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= Pause && Interlocked.Exchange(ref _looking, 1) == 0)
            {
                try
                {
                    Look();
                }
                finally
                {
                    Volatile.Write(ref _lookedAt, _clock.GetTimestamp());
                    Volatile.Write(ref _looking, 0);
                }
            }

            return Volatile.Read(ref _current);
        }
    }

    private void Look()
    {
        try
        {
            var stamp = Stamp();
            if (stamp == _stamp)
            {
                return;
            }

            _stamp = stamp;
            var (value, faults) = _load();
            if (faults.Count == 0)
            {
                Volatile.Write(ref _current, value);
                _logger.Reloaded(_folder);
            }
            else
            {
                _logger.ReloadRefused(_folder, faults.Count, faults[0].ToString());
            }
        }
        catch (IOException e)
        {
            // A file in the middle of being written: the next look finds it whole.
            _stamp = default;
            _logger.ReloadPostponed(e, _folder);
        }
    }

    private DateTime Stamp()
    {
        var newest = default(DateTime);
        foreach (var file in Directory.EnumerateFiles(_folder, "*.yaml"))
        {
            var written = File.GetLastWriteTimeUtc(file);
            newest = written > newest ? written : newest;
        }

        // A file that was removed shows in the folder's own time.
        var folder = Directory.GetLastWriteTimeUtc(_folder);
        return folder > newest ? folder : newest;
    }
}
