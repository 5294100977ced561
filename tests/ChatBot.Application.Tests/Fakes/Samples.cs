using System.Diagnostics.Metrics;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Kernel.Tests.Fakes;

/// <summary>Messages and small pieces for tests of turns and sends.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = Village.At("2026-03-05 12:00");

    public static readonly BranchId Branch = new(Guid.Parse("00000000-0000-0000-0000-00000000b0b0"));

    public static BotTelemetry Telemetry { get; } = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    /// <summary>A message that was said at noon.</summary>
    public static InboundMessage Message(string id) => new()
    {
        Sender = new PlatformUser("simulator", "main", "u1"),
        MessageId = id,
        Scope = ConversationScope.Private,
        ConversationId = "u1",
        SentAt = Noon,
        Kind = InboundKind.Text,
        Text = "hello",
    };

    public static OutboundMessage Say(string text) => new() { Text = text };

    /// <summary>A turn that writes one line.</summary>
    public static TurnResult Writes(string reply, string? nextState = null)
    {
        var changes = new ChangeSet(Branch);
        changes.Add(new Audited(null, "test", "", "", Noon));
        return new TurnResult { Replies = [Say(reply)], NextState = nextState, Changes = changes };
    }

    /// <summary>A turn that writes nothing.</summary>
    public static TurnResult Asks(string reply, string? nextState = null, bool awaitsAnswer = false) =>
        new() { Replies = [Say(reply)], NextState = nextState, AwaitsAnswer = awaitsAnswer };
}
