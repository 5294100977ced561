using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Kernel.Telemetry;

/// <summary>
/// What the bot tells about itself: traces and figures without a name, a word or a user id. Names follow OpenTelemetry's
/// habit (dotted, lower case, base units).
/// </summary>
public sealed class BotTelemetry : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string SourceName = "ChatBot";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _turns;
    private readonly Histogram<double> _turnTime;
    private readonly Counter<long> _outboxRows;
    private readonly Histogram<double> _outboxAge;
    private readonly Counter<long> _rateWaits;
    private readonly Counter<long> _dialogs;

    /// <summary>Makes the instruments.</summary>
    public BotTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(SourceName);
        _turns = meter.CreateCounter<long>("chatbot.turns", "{turn}", "Turns by channel and how they ended.");
        _turnTime = meter.CreateHistogram<double>("chatbot.turn.duration", "s", "Time of a turn from its claim to its answer.");
        _outboxRows = meter.CreateCounter<long>("chatbot.outbox.rows", "{row}", "Outbox rows by kind and what became of them.");
        _outboxAge = meter.CreateHistogram<double>("chatbot.outbox.age", "s", "Time from the moment a row was due to the moment it was sent.");
        _rateWaits = meter.CreateCounter<long>("chatbot.rate.waits", "{wait}", "Sends put off because a platform's limit was reached, by channel.");
        _dialogs = meter.CreateCounter<long>("chatbot.dialogs", "{dialog}", "Forms by name and outcome: started, submitted, cancelled, expired.");
    }

    /// <summary>Begins the trace of a turn; null when nobody listens.</summary>
    public Activity? StartTurn(InboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var activity = _source.StartActivity("turn", ActivityKind.Server);
        activity?.SetTag("chatbot.channel", message.Sender.Channel).SetTag("chatbot.message_id", message.MessageId);
        return activity;
    }

    /// <summary>Begins the trace of one outbox row.</summary>
    public Activity? StartSend(string kind, Guid row)
    {
        var activity = _source.StartActivity("outbox", ActivityKind.Producer);
        activity?.SetTag("chatbot.outbox.kind", kind).SetTag("chatbot.outbox.id", row.ToString("N"));
        return activity;
    }

    /// <summary>A turn ended.</summary>
    public void TurnEnded(Activity? activity, string channel, TurnStatus status, TimeSpan took)
    {
        var tags = new TagList { { "channel", channel }, { "status", status.ToString() } };
        _turns.Add(1, tags);
        _turnTime.Record(took.TotalSeconds, tags);
        activity?.SetTag("chatbot.status", status.ToString());
        if (status is TurnStatus.NotKept)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>An outbox row ended or was put off.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="outcome">One of <see cref="RowOutcome"/>.</param>
    /// <param name="age">How long it was due; null where it does not matter.</param>
    public void RowEnded(string kind, string outcome, TimeSpan? age = null)
    {
        _outboxRows.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
        if (age is { } due)
        {
            _outboxAge.Record(Math.Max(0, due.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    /// <summary>A send had to wait for a limit.</summary>
    public void RateWaited(string channel) => _rateWaits.Add(1, new KeyValuePair<string, object?>("channel", channel));

    /// <summary>A form began or ended; <paramref name="outcome"/> is one of <see cref="DialogOutcome"/>.</summary>
    public void Dialog(string form, string outcome) =>
        _dialogs.Add(1, new KeyValuePair<string, object?>("form", form), new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
