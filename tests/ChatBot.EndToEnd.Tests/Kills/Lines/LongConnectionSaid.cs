using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>WeCom pushes to the smart robot's long connection; the answer comes back on it.</summary>
internal sealed class LongConnectionSaid(KillWorld world, string user, string text) : SocketSaid
{
    private readonly List<WeComRobotDelivery> _deliveries = [];

    // An answer is words, and a card with the buttons after them.
    public override IReadOnlyList<string> Answers => [.. _deliveries.SelectMany(d => world.AnswersTo(d.ReqId).Take(1))];

    protected override Task WaitForConnectionAsync(TimeSpan within, CancellationToken cancellationToken) =>
        world.WeComPlatform.Robot.WaitForConnectionAsync(within, cancellationToken);

    protected override async Task PushAsync(bool again, CancellationToken cancellationToken) => _deliveries.Add(again
        ? await world.WeComPlatform.Robot.RepeatAsync(_deliveries[0], cancellationToken)
        : await world.WeComPlatform.Robot.SayAsync(user, text, ct: cancellationToken));
}
