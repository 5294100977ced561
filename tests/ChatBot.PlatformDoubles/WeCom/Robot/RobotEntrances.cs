namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>Who opened the single chat on which day: the platform tells of the first time a day only.</summary>
internal sealed class RobotEntrances
{
    /// <summary>The company's day begins at midnight in China.</summary>
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    private readonly Lock _gate = new();
    private readonly HashSet<(string User, DateOnly Day)> _entered = [];

    /// <summary>Whether it is the first time that day.</summary>
    public bool IsFirst(string user, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _entered.Add((user, DateOnly.FromDateTime(now.ToOffset(ChinaTime).DateTime)));
        }
    }
}
