using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.TestKit;

/// <summary>
/// An invented branch of two groups with one person for each column of rules.md §20, so that a test can name who may and
/// who may not. Offices do not overlap. Everybody but <see cref="Unreached"/> has a chat account.
/// </summary>
public sealed class SmallBranch
{
    private readonly string _channel;
    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];
    private readonly List<Member> _members = [];

    /// <summary>A branch with new ids whose people use the given channel.</summary>
    public SmallBranch(string channel = QuietChannel.ChannelName)
    {
        _channel = channel;
        Branch = new Branch(new BranchId(Guid.NewGuid()), $"small-{_suffix}", "Small branch");
        Group1 = new PartyGroup(new GroupId(Guid.NewGuid()), "Group 1");
        Group2 = new PartyGroup(new GroupId(Guid.NewGuid()), "Group 2");
        Secretary = Add("Secretary", Group1, Roles.Secretary);
        Deputy = Add("Deputy", Group2, Roles.Deputy);
        Committee = Add("Committee", Group1, Roles.Committee);
        OtherCommittee = Add("OtherCommittee", Group2, Roles.Committee);
        Recorder = Add("Recorder", Group2, Roles.Recorder);
        Leader = Add("Leader", Group1, Roles.GroupLeader);
        OtherLeader = Add("OtherLeader", Group2, Roles.GroupLeader);
        Ann = Add("Ann", Group1);
        Amy = Add("Amy", Group1);
        Bob = Add("Bob", Group2);
        Mobile = Add("Mobile", Group2, change: m => m with { IsMobile = true });
        Unreached = Add("Unreached", Group2);
        Applicant = Add("Applicant", Group2, change: m => m with { Standing = Standing.Applicant });
        Observer = Add("Observer", null, Roles.Observer, m => m with { Standing = Standing.Guest });
        Gone = Add("Gone", Group1, Roles.Committee, m => m with { LeftOn = new DateOnly(2026, 1, 31) });
    }

    public Branch Branch { get; }

    public BranchId Id => Branch.Id;

    public PartyGroup Group1 { get; }

    public PartyGroup Group2 { get; }

    /// <summary>Belongs to group 1.</summary>
    public Member Secretary { get; }

    /// <summary>Belongs to group 2; holds no other office.</summary>
    public Member Deputy { get; }

    /// <summary>A committee member of group 1.</summary>
    public Member Committee { get; }

    /// <summary>A committee member of group 2.</summary>
    public Member OtherCommittee { get; }

    /// <summary>Belongs to group 2.</summary>
    public Member Recorder { get; }

    /// <summary>Leader of group 1.</summary>
    public Member Leader { get; }

    /// <summary>Leader of group 2.</summary>
    public Member OtherLeader { get; }

    /// <summary>A member of group 1.</summary>
    public Member Ann { get; }

    /// <summary>Another member of group 1.</summary>
    public Member Amy { get; }

    /// <summary>A member of group 2.</summary>
    public Member Bob { get; }

    /// <summary>A mobile member of group 2.</summary>
    public Member Mobile { get; }

    /// <summary>A member of group 2 without a chat account.</summary>
    public Member Unreached { get; }

    /// <summary>On the roster, never counted .</summary>
    public Member Applicant { get; }

    /// <summary>Sent by the superior organisation.</summary>
    public Member Observer { get; }

    /// <summary>A committee member who left the branch before the tests begin.</summary>
    public Member Gone { get; }

    /// <summary>Everybody on the roster.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Who is expected at a session of the whole branch.</summary>
    public IReadOnlyList<Member> Expected => [.. _members.Where(m => m.IsCounted && m != Gone)];

    /// <summary>The group chat of the whole branch.</summary>
    public OutboundRoute GroupChat => new(_channel, "main", RouteKind.Group, $"group-{_suffix}");

    /// <summary>The chat account of a member.</summary>
    public PlatformUser AccountOf(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new(_channel, "main", $"{member.Name}-{_suffix}");
    }

    /// <summary>Writes the branch into the stores.</summary>
    public async Task SaveAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(
            Branch, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        var changes = new ChangeSet(Id);
        changes.AddRange([new GroupSaved(Group1), new GroupSaved(Group2)]);
        changes.AddRange(_members.Select(m => new MemberSaved(m)));
        changes.AddRange(_members.Where(m => m != Unreached).Select(m => new IdentityLinked(m.Id, AccountOf(m))));
        changes.Add(new ConversationBound(new BoundConversation(GroupChat, null, 0)));
        var result = await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            throw new InvalidOperationException($"The branch was not written: {result.Status}.");
        }
    }

    private Member Add(string name, PartyGroup? group, Roles roles = Roles.None, Func<Member, Member>? change = null)
    {
        var member = new Member
        {
            Id = new MemberId(Guid.NewGuid()),
            Name = name,
            Group = group?.Id,
            Roles = roles,
            JoinedOn = new DateOnly(2020, 7, 1),
        };
        member = change?.Invoke(member) ?? member;
        _members.Add(member);
        return member;
    }
}
