using System.Security.Cryptography;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Codes that allow one update of a card within 72 hours (page 94888).</summary>
internal sealed class WeComResponseCodes
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(72);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _ends = [];

    public string Issue(DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetHexString(40, lowercase: true);
        lock (_gate)
        {
            _ends[code] = now + Life;
        }

        return code;
    }

    /// <summary>Uses the code up; false when it is unknown, used or too old.</summary>
    public bool Use(string code, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _ends.Remove(code, out var ends) && now < ends;
        }
    }
}
