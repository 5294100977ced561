using ChatBot.PlatformDoubles;

namespace ChatBot.Benchmarks.Turn;

/// <summary>Deals out conversations, each of a member and a session that nobody spoke of before.</summary>
internal sealed class Conversations(int branches)
{
    private readonly WeComCipher _cipher = new(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);
    private long _messages = 1_000_000_000;

    /// <summary>How many were dealt out.</summary>
    public int Dealt { get; private set; }

    /// <summary>The next ones, encrypted now: a message that is some seconds old is looked at as a possible repeat.</summary>
    /// <exception cref="InvalidOperationException">Everybody has asked leave from everything.</exception>
    public IReadOnlyList<byte[][]> Take(int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var taken = new byte[count][][];
        for (var i = 0; i < count; i++)
        {
            var (session, person) = Math.DivRem(Dealt++, branches * (BenchBranches.Members - 1));
            if (session >= BenchBranches.Sessions)
            {
                throw new InvalidOperationException("There are not enough members for so many conversations.");
            }

            var user = BenchBranches.UserOf(person % branches, 1 + (person / branches));
            taken[i] = [.. Conversation.Words(session).Select(w => Conversation.Request(_cipher, Conversation.Path, user, w, ++_messages, now))];
        }

        return taken;
    }
}
