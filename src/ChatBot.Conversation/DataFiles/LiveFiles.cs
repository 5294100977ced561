using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.DataFiles;

/// <summary>
/// Something built from the files of certain names under <c>dialogs/</c> and built anew when they change: looked at no more than every few seconds, and
/// never replaced by something faulty.
/// </summary>
/// <typeparam name="T">What is built; immutable.</typeparam>
internal sealed class LiveFiles<T>
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private readonly string _dialogs;
    private readonly IReadOnlyList<string> _names;
    private readonly string _files;
    private readonly Func<(T Value, IReadOnlyList<Fault> Faults)> _load;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private T _current;
    private long _lookedAt;
    private int? _stamp;
    private int _looking;

    /// <summary>Loads for the first time.</summary>
    /// <exception cref="DataFileException">The files are faulty; nothing to fall back on.</exception>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="names">The names of the files; each is looked for in every folder.</param>
    /// <param name="load">Reads them.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where a reload is told.</param>
    public LiveFiles(string dialogs, IReadOnlyList<string> names, Func<(T Value, IReadOnlyList<Fault> Faults)> load, TimeProvider clock, ILogger logger)
    {
        _dialogs = dialogs;
        _names = names;
        _files = string.Join(", ", names);
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
                _logger.Reloaded(_files);
            }
            else
            {
                _logger.ReloadRefused(_files, faults.Count, faults[0].ToString());
            }
        }
        catch (IOException e)
        {
            // A file in the middle of being written: the next look finds it whole.
            _stamp = null;
            _logger.ReloadPostponed(e, _files);
        }
    }

    // Which files there are and when each was written.
    private int Stamp()
    {
        var stamp = default(HashCode);
        foreach (var name in _names.SelectMany(name => DataFile.NamesOf(_dialogs, name)))
        {
            stamp.Add(name, StringComparer.Ordinal);
            stamp.Add(File.GetLastWriteTimeUtc(Path.Combine(_dialogs, name)));
        }

        return stamp.ToHashCode();
    }
}
