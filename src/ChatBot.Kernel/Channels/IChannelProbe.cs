namespace ChatBot.Kernel.Channels;

/// <summary>Looks whether a platform can be used with the present settings; what <c>chatbot doctor</c> asks.</summary>
public interface IChannelProbe
{
    /// <summary><c>wecom</c>, <c>dingtalk</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Tries what can be tried without anybody in a chat noticing. Never throws for what the platform does; a cancelled
    /// token throws <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<IReadOnlyList<ProbeFinding>> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>One thing looked at. No text holds a secret.</summary>
/// <param name="Subject">What was looked at, with its configuration key where it has one.</param>
/// <param name="IsGood">Whether it can be used.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Advice">What to do about it; empty when all is well.</param>
public sealed record ProbeFinding(string Subject, bool IsGood, string Detail, string Advice = "");
