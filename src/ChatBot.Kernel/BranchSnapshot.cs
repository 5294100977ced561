using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel;

/// <summary>A chat that belongs to a branch.</summary>
/// <param name="Route">How to send there.</param>
/// <param name="Group">The party group whose chat it is; null for the whole branch.</param>
/// <param name="Rank">Order in which routes of the same audience are tried; 0 first.</param>
public sealed record BoundConversation(OutboundRoute Route, GroupId? Group, int Rank);

/// <summary>
/// What a turn needs to know of a branch, read at once and cached: roster, policy, chats, and what the
/// capabilities keep in it. Every write that depends on it is guarded again at commit, so a stale copy costs a second try, never a wrong book.
/// </summary>
public sealed class BranchSnapshot
{
    private readonly Dictionary<MemberId, Member> _members;
    private readonly IReadOnlyDictionary<Type, object> _parts;
    private readonly Dictionary<MemberId, IReadOnlyList<PlatformUser>> _identities;

    /// <summary>Puts a snapshot together.</summary>
    public BranchSnapshot(
        Branch branch,
        BranchPolicy policy,
        IEnumerable<Member> members,
        IReadOnlyList<PartyGroup> groups,
        IEnumerable<(MemberId Member, PlatformUser User)> identities,
        IReadOnlyList<BoundConversation> conversations,
        IReadOnlyDictionary<Type, object>? parts = null)
    {
        Branch = branch;
        Policy = policy;
        Calendar = BranchCalendar.For(branch.TimeZone);
        _members = members.ToDictionary(m => m.Id);
        Groups = groups;
        _identities = identities.GroupBy(i => i.Member, i => i.User)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<PlatformUser>)[.. g]);
        Conversations = conversations;
        _parts = parts ?? new Dictionary<Type, object>();
    }

    public Branch Branch { get; }

    public BranchId Id => Branch.Id;

    public BranchPolicy Policy { get; }

    public BranchCalendar Calendar { get; }

    public IReadOnlyCollection<Member> Members => _members.Values;

    public IReadOnlyList<PartyGroup> Groups { get; }

    public IReadOnlyList<BoundConversation> Conversations { get; }

    /// <summary>What a capability keeps in the snapshot, see <see cref="Data.ISnapshotPart"/>.</summary>
    /// <exception cref="InvalidOperationException">No capability keeps a part of the type.</exception>
    public T Part<T>()
        where T : class =>
        _parts.TryGetValue(typeof(T), out var part) ? (T)part : throw new InvalidOperationException($"The snapshot has no part {typeof(T).Name}.");

    /// <summary>Whether something that is not closed names the member as its recorder.</summary>
    public bool NamesAsRecorder(MemberId member) => _parts.Values.OfType<INamedRecorders>().Any(p => p.IsNamed(member));

    /// <summary>The member, or null when the roster has nobody of that id.</summary>
    public Member? Member(MemberId id) => _members.GetValueOrDefault(id);

    /// <summary>The member's name, or an empty string.</summary>
    public string NameOf(MemberId id) => Member(id)?.Name ?? "";

    /// <summary>The names of several members, in their order, joined by 、; null for nobody.</summary>
    public string? NamesOf(IReadOnlyCollection<MemberId> ids) => ids.Count == 0 ? null : string.Join('、', ids.Select(NameOf));

    /// <summary>The chat accounts of a member, best first.</summary>
    public IReadOnlyList<PlatformUser> AccountsOf(MemberId id) => _identities.GetValueOrDefault(id) ?? [];

    /// <summary>The members who have not left by a day.</summary>
    public IEnumerable<Member> Here(DateOnly day) => Members.Where(m => m.IsHere(day));

    /// <summary>The members with the role, who have not left by a day.</summary>
    public IEnumerable<Member> With(Roles role, DateOnly day) => Here(day).Where(m => m.Has(role));
}

/// <summary>Finds branches and people; cached in process, refreshed when another replica says that something changed.</summary>
public interface IBranchDirectory
{
    /// <summary>Who is behind a platform's user id: branch and member, or null for a stranger.</summary>
    ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken);

    /// <summary>The snapshot, or null for an unknown branch.</summary>
    ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken);

    /// <summary>Forgets a branch here and tells the other replicas to.</summary>
    Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken);
}
