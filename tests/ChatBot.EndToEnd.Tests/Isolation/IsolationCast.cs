using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.PlatformDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.EndToEnd.Tests.Isolation;

/// <summary>A person of one of the two branches, with an account on each platform.</summary>
/// <param name="Name">Name; those of the first branch are found nowhere else.</param>
/// <param name="User">User id on both platforms.</param>
/// <param name="Roles">Offices.</param>
internal sealed record Neighbour(string Name, string User, Roles Roles = Roles.None)
{
    public MemberId Id { get; } = new(Guid.NewGuid());
}

/// <summary>Two branches of one organisation. What is said in the first has words that are found nowhere else.</summary>
internal static class IsolationCast
{
    public const string Theme = "绛云计划";
    public const string Place = "栖霞阁七号室";
    public const string Reason = "紫藤过敏复查";
    public const string Dispute = "黛螺山路上接人耽搁";
    public const string Claim = "青囊义诊";
    public const string Draft = "琥珀手册导读";
    public const string Material = "请读松烟第三章";

    public const string FirstGroup = DingTalkDemo.GroupConversation;
    public const string SecondGroup = "cidSecondBranch";
    public const string FirstCode = "FIRST234";
    public const string FirstSpareCode = "SPARE567";
    public const string SecondCode = "SECND234";

    public static Neighbour FirstSecretary { get; } = new("阚霁雯", "kan", Roles.Secretary);

    public static Neighbour FirstDeputy { get; } = new("庹景行", "tuo", Roles.Deputy | Roles.Committee);

    public static Neighbour Sick { get; } = new("蔺归鸿", "lin");

    public static Neighbour Absent { get; } = new("逄晚晴", "pang");

    public static Neighbour MidDialog { get; } = new("郗望舒", "xi");

    public static Neighbour SecondSecretary { get; } = new("周敏", "zhou", Roles.Secretary);

    public static Neighbour SecondMember { get; } = new("张晓梅", "zhang");

    public static IReadOnlyList<Neighbour> First { get; } = [FirstSecretary, FirstDeputy, Sick, Absent, MidDialog];

    public static IReadOnlyList<Neighbour> Second { get; } = [SecondSecretary, SecondMember, new("李长河", "li")];

    /// <summary>What nobody of the second branch may ever read.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        [.. First.Select(p => p.Name), Theme, Place, Reason, Dispute, Claim, Draft, Material, "云岭支部"];

    /// <summary>Writes both branches; their ids.</summary>
    public static async Task<(BranchId First, BranchId Second)> ImportAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var admin = services.GetRequiredService<IBranchAdmin>();
        var until = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(7);
        var first = await AddAsync(services, "first", "云岭支部", First, cancellationToken);
        var second = await AddAsync(services, "second", "平原支部", Second, cancellationToken);
        await admin.KeepBindCodeAsync(first, FirstCode, until, cancellationToken);
        await admin.KeepBindCodeAsync(first, FirstSpareCode, until, cancellationToken);
        await admin.KeepBindCodeAsync(second, SecondCode, until, cancellationToken);
        return (first, second);
    }

    private static async Task<BranchId> AddAsync(
        IServiceProvider services, string code, string name, IReadOnlyList<Neighbour> people, CancellationToken cancellationToken)
    {
        var branch = new Branch(new BranchId(services.GetRequiredService<IIdSource>().New()), code, name);
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(
            branch, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        var changes = new ChangeSet(branch.Id);
        foreach (var person in people)
        {
            changes.Add(new MemberSaved(new Member { Id = person.Id, Name = person.Name, Roles = person.Roles, JoinedOn = new DateOnly(2020, 7, 1) }));
            changes.Add(new IdentityLinked(person.Id, new PlatformUser("wecom", "main", person.User)));
            changes.Add(new IdentityLinked(person.Id, new PlatformUser("dingtalk", "main", person.User)));
        }

        var result = await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken);
        return result.Status == CommitStatus.Committed ? branch.Id : throw new InvalidOperationException($"{code} was not written: {result.Status}.");
    }
}
