using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.TestKit;

/// <summary>
/// An invented branch: 24 members in three groups, with secretary, deputy, committee, three group leaders and a recorder,
/// everybody with an account on one channel, and a bound group chat.
/// </summary>
public sealed class SampleBranch
{
    private static readonly string[] Names =
    [
        "陈立新", "王秀兰", "李建国", "张晓梅", "刘志远", "赵文静", "孙海涛", "周玉芬", "吴春生", "郑佳怡", "冯国强", "蒋丽华",
        "沈一鸣", "韩雪", "杨大勇", "朱慧敏", "秦守义", "许婷", "何家骏", "吕红霞", "施伟", "曹明月", "严冬梅", "金永康",
    ];

    private readonly string _channel;
    private readonly string _account;
    private readonly string _suffix;

    /// <summary>A branch with new ids on the given channel account.</summary>
    public SampleBranch(string channel = "simulator", string account = "main")
    {
        (_channel, _account) = (channel, account);
        _suffix = Guid.NewGuid().ToString("N")[..8];
        Branch = new Branch(new BranchId(Guid.NewGuid()), $"sample-{_suffix}", "青山社区第一党支部");
        Groups = [.. new[] { "第一党小组", "第二党小组", "第三党小组" }.Select(name => new PartyGroup(new GroupId(Guid.NewGuid()), name))];
        Members = [.. Names.Select(NewMember)];
    }

    public Branch Branch { get; }

    public BranchId Id => Branch.Id;

    /// <summary>Three groups of eight.</summary>
    public IReadOnlyList<PartyGroup> Groups { get; }

    /// <summary>24 members; the first five hold the branch's offices.</summary>
    public IReadOnlyList<Member> Members { get; }

    public Member Secretary => Members[0];

    public Member Deputy => Members[1];

    /// <summary>Two committee members besides the secretary and the deputy.</summary>
    public IReadOnlyList<Member> Committee => [Members[2], Members[3]];

    public Member Recorder => Members[4];

    /// <summary>The leaders of the groups, in the order of <see cref="Groups"/>.</summary>
    public IReadOnlyList<Member> GroupLeaders => [Members[6], Members[7], Members[8]];

    /// <summary>Members without any office.</summary>
    public IReadOnlyList<Member> Ordinary => [.. Members.Where(m => m.Roles == Roles.None)];

    /// <summary>The group chat of the whole branch.</summary>
    public OutboundRoute GroupChat => new(_channel, _account, RouteKind.Group, $"group-{_suffix}");

    /// <summary>The chat account of a member.</summary>
    public PlatformUser AccountOf(Member member) =>
        new(_channel, _account, $"u{Members.ToList().IndexOf(member) + 1:D2}-{_suffix}");

    /// <summary>Everything but the branch itself, as changes of its books.</summary>
    public ChangeSet Changes()
    {
        var changes = new ChangeSet(Id);
        changes.AddRange(Groups.Select(g => new GroupSaved(g)));
        changes.AddRange(Members.Select(m => new MemberSaved(m)));
        changes.AddRange(Members.Select(m => new IdentityLinked(m.Id, AccountOf(m))));
        changes.Add(new ConversationBound(new BoundConversation(GroupChat, null, 0)));
        return changes;
    }

    /// <summary>Writes the branch into the stores.</summary>
    public async Task SaveAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(
            Branch, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        var result = await services.GetRequiredService<ILedger>().CommitAsync(Changes(), null, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            throw new InvalidOperationException($"The sample branch was not written: {result.Status}.");
        }
    }

    /// <summary>A party class of two hours for the whole branch.</summary>
    public Session NewSession(int number, DateTimeOffset startsAt, int? capacity = null) => new()
    {
        Id = new SessionId(Guid.NewGuid()),
        Number = number,
        Kind = SessionKind.PartyClass,
        Theme = $"第{number}次党课",
        StartsAt = startsAt,
        EndsAt = startsAt.AddHours(2),
        Place = "社区会议室",
        SignUp = new SignUpRule(true, capacity),
        CreatedBy = Secretary.Id,
        CheckInSecret = Guid.NewGuid().ToByteArray(),
    };

    private Member NewMember(string name, int index) => new()
    {
        Id = new MemberId(Guid.NewGuid()),
        Name = name,
        Group = Groups[index % Groups.Count].Id,
        Roles = index switch
        {
            0 => Roles.Secretary,
            1 => Roles.Deputy | Roles.Committee,
            2 or 3 => Roles.Committee,
            4 => Roles.Recorder,
            6 or 7 or 8 => Roles.GroupLeader,
            _ => Roles.None,
        },
        Standing = index == 23 ? Standing.Probationary : Standing.Full,
        IsMobile = index == 20,
        IsLeader = index == 21,
        JoinedOn = new DateOnly(2020, 7, 1),
    };
}
