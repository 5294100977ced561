using System.Security.Cryptography;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>A message sent through the API, for recalls and read states.</summary>
internal sealed class SentMessage(string key, string robotCode, string conversation, IReadOnlyList<string> users, DateTimeOffset at)
{
    public string Key => key;

    public string RobotCode => robotCode;

    /// <summary>The group; empty for private messages.</summary>
    public string Conversation => conversation;

    /// <summary>Who got it in private.</summary>
    public IReadOnlyList<string> Users => users;

    public DateTimeOffset At => at;

    public bool IsRecalled { get; set; }

    public HashSet<string> ReadBy { get; } = [];
}

/// <summary>What robots sent through the API, by processQueryKey.</summary>
internal sealed class SentMessages
{
    /// <summary>How long a message can be recalled and its readers be asked for.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SentMessage> _sent = [];

    public string Keep(string robotCode, string conversation, IReadOnlyList<string> users, DateTimeOffset now)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        lock (_gate)
        {
            _sent[key] = new SentMessage(key, robotCode, conversation, users, now);
        }

        return key;
    }

    /// <summary>The robot's message of the last 24 hours in this conversation (empty: in private); null when there is none.</summary>
    public SentMessage? Find(string key, string robotCode, string conversation, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _sent.TryGetValue(key, out var sent) && sent.RobotCode == robotCode && sent.Conversation == conversation && now - sent.At <= Window
                ? sent
                : null;
        }
    }

    /// <summary>Takes a message back; false when it cannot be.</summary>
    public bool TryRecall(string key, string robotCode, string conversation, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (Find(key, robotCode, conversation, now) is not { IsRecalled: false } sent)
            {
                return false;
            }

            return sent.IsRecalled = true;
        }
    }

    public void MarkRead(string key, IEnumerable<string> users)
    {
        lock (_gate)
        {
            (_sent.GetValueOrDefault(key) ?? throw new ArgumentException("No message with this key was sent.", nameof(key))).ReadBy.UnionWith(users);
        }
    }

    public IReadOnlyList<string> ReadersOf(SentMessage message)
    {
        lock (_gate)
        {
            return [.. message.ReadBy.Order(StringComparer.Ordinal)];
        }
    }
}
