using System.Diagnostics.Metrics;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>Counts what comes in and what is spent; the monthly quotas of an organisation are small.</summary>
internal sealed class DingTalkMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ChatBot.Channels.DingTalk";

    private readonly Counter<long> _received;
    private readonly Counter<long> _called;

    public DingTalkMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = meter.CreateCounter<long>("chatbot.dingtalk.received", "{message}", "Robot messages by what became of them.");
        _called = meter.CreateCounter<long>("chatbot.dingtalk.calls", "{call}", "Calls to DingTalk by operation and result.");
    }

    /// <summary>A callback came in.</summary>
    public void Received(string account, string outcome) =>
        _received.Add(1, new KeyValuePair<string, object?>("account", account), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A call went out, or was held back by the brake.</summary>
    public void Called(string account, string operation, FailureCategory? failure) =>
        _called.Add(
            1,
            new KeyValuePair<string, object?>("account", account),
            new KeyValuePair<string, object?>("operation", operation),
            new KeyValuePair<string, object?>("result", failure is null ? "ok" : failure.ToString()));
}
