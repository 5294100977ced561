namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>A clock that stands until it is moved; its timers are the machine's.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
