using System.Collections.Concurrent;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatBot.Storage.Roster;

/// <summary>
/// Branches and people, cached in process. What another replica changes is heard through Redis; without Redis a copy is
/// at most <see cref="StorageOptions.SnapshotLifetime"/> old, and every write is guarded again at commit anyway.
/// </summary>
internal sealed class BranchDirectory : IBranchDirectory
{
    private const string SelectUser = """
        SELECT branch_id, member_id FROM platform_user WHERE channel = $1 AND account = $2 AND user_id = $3
        """;

    // The directory is distributed by user and not by branch: naming the users asks no node but theirs.
    private const string SelectUsers = """
        SELECT u.channel, u.account, u.user_id, u.member_id
        FROM unnest($2::text[], $3::text[], $4::text[]) AS i (channel, account, user_id)
        JOIN platform_user u USING (channel, account, user_id)
        WHERE u.branch_id = $1 AND u.user_id = ANY ($4)
        """;

    /// <summary>Somebody who was added a moment ago should not be a stranger for long.</summary>
    private static readonly TimeSpan StrangerLifetime = TimeSpan.FromSeconds(2);

    private readonly Postgres _postgres;
    private readonly SnapshotLoader _loader;
    private readonly RedisStore _redis;
    private readonly ILogger<BranchDirectory> _logger;
    private readonly TimeSpan _lifetime;
    private readonly ExpiringCache<BranchId, BranchSnapshot?> _snapshots;
    private readonly ExpiringCache<PlatformUser, Person?> _people;

    /// <summary>How often a branch was invalidated: an account found before the last time is looked up again.</summary>
    private readonly ConcurrentDictionary<BranchId, int> _generations = new();

    public BranchDirectory(
        Postgres postgres,
        SnapshotLoader loader,
        RedisStore redis,
        TimeProvider time,
        IOptions<StorageOptions> options,
        ILogger<BranchDirectory> logger)
    {
        _postgres = postgres;
        _loader = loader;
        _redis = redis;
        _logger = logger;
        _lifetime = options.Value.SnapshotLifetime;
        _snapshots = new(time, options.Value.MostSnapshots);
        _people = new(time, options.Value.MostIdentities);
    }

    public async ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        var person = await FindPersonAsync(user, cancellationToken);
        if (person is { } known && known.Generation != Generation(known.Branch))
        {
            _people.Forget(user);
            person = await FindPersonAsync(user, cancellationToken);
        }

        return person is { } found ? (found.Branch, found.Member) : null;
    }

    public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) =>
        new(_snapshots.GetAsync(branch, LoadAsync, snapshot => snapshot is null ? StrangerLifetime : _lifetime, cancellationToken));

    public async Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken)
    {
        Forget(branch);
        try
        {
            await _redis.PublishAsync(BranchNews.Channel, BranchNews.Say(_redis.Instance, branch), cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.InvalidationNotTold(_logger, branch.Value, e);
        }
    }

    /// <summary>Forgets a branch in this process.</summary>
    public void Forget(BranchId branch)
    {
        _generations.AddOrUpdate(branch, 1, (_, generation) => generation + 1);
        _snapshots.Forget(branch);
    }

    /// <summary>Forgets everything: news may have been missed.</summary>
    public void ForgetAll()
    {
        _snapshots.Clear();
        _people.Clear();
    }

    private int Generation(BranchId branch) => _generations.GetValueOrDefault(branch);

    private Task<Person?> FindPersonAsync(PlatformUser user, CancellationToken cancellationToken) =>
        _people.GetAsync(user, LoadPersonAsync, person => person is null ? StrangerLifetime : _lifetime, cancellationToken);

    private async Task<Person?> LoadPersonAsync(PlatformUser user, CancellationToken cancellationToken)
    {
        var found = await _postgres.QueryAsync<OwnerRow>(
            Scope.AllBranches("finds the branch of a chat account"),
            SelectUser,
            [P.Of(user.Channel), P.Of(user.Account), P.Of(user.UserId)],
            cancellationToken);
        return found is [var person] ? new Person(person.BranchId, person.MemberId, Generation(person.BranchId)) : null;
    }

    /// <summary>Loads a branch and, since where one speaks others will, whose accounts its people's are.</summary>
    private async Task<BranchSnapshot?> LoadAsync(BranchId branch, CancellationToken cancellationToken)
    {
        var generation = Generation(branch);
        if (await _loader.LoadAsync(branch, cancellationToken) is not { } snapshot)
        {
            return null;
        }

        var users = snapshot.Members.SelectMany(m => snapshot.AccountsOf(m.Id)).ToList();
        var people = users.Count == 0 ? [] : await _postgres.QueryAsync<UserRow>(
            Scope.Of(branch),
            SelectUsers,
            [P.Of(branch.Value), P.Many(users.Select(u => u.Channel)), P.Many(users.Select(u => u.Account)), P.Many(users.Select(u => u.UserId))],
            cancellationToken);
        foreach (var (channel, account, user, member) in people)
        {
            _people.Offer(new PlatformUser(channel, account, user), new Person(branch, member, generation), _lifetime);
        }

        return snapshot;
    }

    private sealed record OwnerRow(BranchId BranchId, MemberId MemberId);

    private sealed record UserRow(string Channel, string Account, string UserId, MemberId MemberId);

    private readonly record struct Person(BranchId Branch, MemberId Member, int Generation);
}
