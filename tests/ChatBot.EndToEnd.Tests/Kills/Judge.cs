using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>The secretaries, who decide what members ask for, one thing after the other in each branch.</summary>
internal sealed class Judge
{
    // The newest request, claim or dispute of a member about a number; the command names it by the end of its id.
    private const string Find = """
        SELECT right(replace(x.id::text, '-', ''), 6)
        FROM (
            SELECT q.branch_id, q.member_id, q.leave_request_id AS id, s.number FROM leave_request q JOIN session s USING (branch_id, session_id) WHERE q.status = 'pending'
            UNION ALL SELECT d.branch_id, d.member_id, d.dispute_id, s.number FROM dispute d JOIN session s USING (branch_id, session_id) WHERE d.status = 'open'
            UNION ALL SELECT branch_id, member_id, points_claim_id, substring(statement FROM '[0-9]+$')::integer FROM points_claim WHERE status = 'pending') x
        JOIN member_identity i USING (branch_id, member_id)
        WHERE i.user_id = $1 AND x.number = $2
        """;

    private readonly KillWorld _world;
    private readonly bool _mayForget;
    private readonly List<(Talker Secretary, Channel<(Talker, Story, int)> Asked)> _benches;

    public Judge(KillWorld world, int seed, bool mayForget = false)
    {
        (_world, _mayForget) = (world, mayForget);
        _benches = [.. world.Codes.Select((_, b) => (
            new Talker(world, KillWorld.SecretaryOf(b), seed + b, mayForget), Channel.CreateUnbounded<(Talker, Story, int)>()))];
    }

    /// <summary>What was decided, by member and number.</summary>
    public ConcurrentDictionary<(string User, int Number), Story> Decided { get; } = [];

    /// <summary>The secretaries as people who talk.</summary>
    public IEnumerable<Talker> Secretaries => _benches.Select(b => b.Secretary);

    /// <summary>Puts something before the secretary of the member's branch.</summary>
    public void Ask(Talker member, Story story, int number)
    {
        if (Stories.Judged(story) is not null)
        {
            Assert.True(_benches[KillWorld.BranchOf(member.User)].Asked.Writer.TryWrite((member, story, number)));
        }
    }

    /// <summary>Decides until stopped.</summary>
    public Task RunAsync(CancellationToken stop, CancellationToken cancellationToken) =>
        Task.WhenAll(_benches.Select(b => SitAsync(b.Secretary, b.Asked, stop, cancellationToken)));

    private async Task SitAsync(Talker secretary, Channel<(Talker, Story, int)> asked, CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!asked.Reader.TryRead(out var next))
            {
                await secretary.PauseAsync(cancellationToken);
                continue;
            }

            var (member, story, number) = next;
            if (await HandleAsync(member.User, number) is not { } handle)
            {
                continue;
            }

            var (command, decision, done) = Stories.Judged(story)!.Value;
            var (answer, _) = await secretary.SayAsync(
                string.Create(CultureInfo.InvariantCulture, $"{command} #{handle} {decision}"), mayTypeAgain: false, cancellationToken);
            if (answer.Contains(done, StringComparison.Ordinal))
            {
                Assert.True(Decided.TryAdd((member.User, number), story));
                continue;
            }

            Assert.True(_mayForget, $"「{command} #{handle} {decision}」 was answered 「{answer}」.");
            member.Open[number] = story;
        }
    }

    /// <summary>Null when the books are away, or hold nothing of it: the second look tells.</summary>
    private async Task<string?> HandleAsync(string user, int number)
    {
        try
        {
            return await _world.Books.ScalarAsync<string>(Find, user, number);
        }
        catch (Npgsql.NpgsqlException) when (_mayForget)
        {
            return null;
        }
    }
}
