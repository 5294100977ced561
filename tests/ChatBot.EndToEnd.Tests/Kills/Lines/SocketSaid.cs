namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>
/// Goes down a socket that the bot holds: whether it was taken shows only in the answer, so the platform pushes the same
/// message again when none comes.
/// </summary>
internal abstract class SocketSaid : Said
{
    /// <summary>Pushes to a living connection after which words count as never answered.</summary>
    private const int MostPushes = 8;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(4);
    private int _pushes;

    public override async Task<string?> CallAsync(CancellationToken cancellationToken)
    {
        if (_pushes == MostPushes)
        {
            return "";
        }

        // A time-out here finds nobody connected; from here on a push goes to the next connection that lives.
        await WaitForConnectionAsync(ConnectLimit, cancellationToken);
        await PushAsync(_pushes++ > 0, cancellationToken);
        return await HoldsAsync(() => Answers.Count > 0, AnswerLimit, cancellationToken) ? Answers[^1] : null;
    }

    /// <summary>Waits for somebody who listens.</summary>
    /// <exception cref="TimeoutException">Nobody came.</exception>
    protected abstract Task WaitForConnectionAsync(TimeSpan within, CancellationToken cancellationToken);

    /// <summary>Pushes the message, or the same once more.</summary>
    protected abstract Task PushAsync(bool again, CancellationToken cancellationToken);
}
