using ChatBot.PlatformDoubles;

namespace ChatBot.Benchmarks.Soak;

/// <summary>Deals out conversations, member after member: leave for a meeting, and taken back again.</summary>
internal sealed class SoakPeople(int branches)
{
    private readonly WeComCipher _cipher = new(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);
    private readonly Lock _gate = new();
    private long _messages = 5_000_000_000;
    private int _next;

    /// <summary>The requests of the next member, encrypted one by one as they are needed.</summary>
    public IEnumerable<byte[]> Take()
    {
        var person = Interlocked.Increment(ref _next) % (branches * (Turn.BenchBranches.Members - 1));
        var user = Turn.BenchBranches.UserOf(person % branches, 1 + (person / branches));
        foreach (var text in (string[])[.. Turn.Conversation.Words(person % Turn.BenchBranches.Sessions), "请假撤回吧", Turn.Conversation.Submission])
        {
            yield return Encrypt(user, text);
        }
    }

    private byte[] Encrypt(string user, string text)
    {
        lock (_gate)
        {
            return Turn.Conversation.Request(_cipher, Turn.Conversation.Path, user, text, ++_messages, TimeProvider.System.GetUtcNow());
        }
    }
}
