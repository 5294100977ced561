using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit.Rights;
using Xunit;

namespace ChatBot.Kernel.Tests.Roster;

/// <summary>
/// The table of rules.md §20 held against <see cref="Rights"/> for every declared use case, every combination of roles, and
/// every kind of case: own, of the own group, of another group, the secretary's; a session of the branch, of the own group, of
/// another; a recorder named or not; a draft of one's own or not.
/// </summary>
public sealed class RightsMatrixTests(ITestOutputHelper output)
{
    /// <summary>The columns that are offices of the roster.</summary>
    private static readonly Dictionary<char, Roles> Offices = new()
    {
        ['M'] = Roles.None,
        ['L'] = Roles.GroupLeader,
        ['R'] = Roles.Recorder,
        ['C'] = Roles.Committee,
        ['D'] = Roles.Deputy,
        ['S'] = Roles.Secretary,
    };

    private static readonly Member Other = Samples.Member(80, group: 1);
    private static readonly Member Stranger = Samples.Member(81, group: 2);
    private static readonly Member Secretary = Samples.Member(82, Roles.Secretary, group: 2);

    [Fact]
    public void Decide_EveryUseCaseRoleAndCase_IsAsTheTableSays()
    {
        var checkedCases = 0;
        foreach (var declared in ProductRights.Declarations)
        {
            foreach (var actor in Actors())
            {
                foreach (var subject in Subjects(actor))
                {
                    var expected = Expected(declared, actor, subject);
                    checkedCases++;
                    if (expected != Rights.May(actor, declared.Rule, subject))
                    {
                        Assert.Fail($"{declared.Name} by {actor.Roles} of {subject}: the table says {expected}, Rights says {Rights.Decide(actor, declared.Rule, subject)}");
                    }
                }
            }
        }

        output.WriteLine($"{checkedCases} cases of {ProductRights.Declarations.Count} use cases");
    }

    [Theory]
    [InlineData("leave.decide")] // §23.12
    [InlineData("points.decide")]
    [InlineData("attendance.confirm")]
    [InlineData("dispute.decide")]
    [InlineData("escalation.send")]
    public void Decide_SecretarysOwnCase_IsForTheDeputyAlone(string name)
    {
        var action = ProductRights.Declarations.Single(d => d.Name == name).Rule;
        var subject = new RightsSubject(Secretary);

        Assert.Equal(RightsVerdict.OwnCase, Rights.Decide(Secretary, action, subject));
        Assert.Equal(RightsVerdict.Allowed, Rights.Decide(Samples.Member(1, Roles.Deputy), action, subject));
        Assert.Equal(RightsVerdict.OwnCase, Rights.Decide(Secretary with { Roles = Roles.Secretary | Roles.Deputy }, action, subject));
        Assert.Equal(RightsVerdict.NotYourRole, Rights.Decide(Samples.Member(1, Roles.Deputy), action, new RightsSubject(Other)));
    }

    [Fact]
    public void Decide_OwnDraft_NeedsASecondPerson() // R-1402
    {
        var drafter = Samples.Member(1, Roles.Committee);
        var subject = new RightsSubject(Drafter: drafter.Id);

        Assert.Equal(RightsVerdict.OwnDraft, Rights.Decide(drafter, StudyActions.Approve, subject));
        Assert.Equal(RightsVerdict.Allowed, Rights.Decide(Samples.Member(2, Roles.Committee), StudyActions.Approve, subject));
    }

    [Fact]
    public void Decide_LeadingCadreWithoutRole_HasAMembersRights() // R-1504
    {
        var cadre = Samples.Member(1) with { IsLeader = true };

        Assert.Equal(
            RightsTable.Rows.Values.Where(row => row.Cells['M'] != "-").Select(row => row.UseCase).Order(StringComparer.Ordinal),
            ProductRights.Declarations.Where(d => Rights.May(cadre, d.Rule)).Select(d => d.Name).Order(StringComparer.Ordinal));
    }

    private static bool Expected(UseCaseDeclaration declared, Member actor, RightsSubject subject)
    {
        var row = RightsTable.Rows[declared.Name];
        if (actor.Has(Roles.Observer)
            || (row.OwnCase == "≠" && subject.Concerns?.Id == actor.Id)
            || (row.OwnCase == "≠ own line" && declared.Rule.OwnCase == OwnCase.Never && subject.Concerns?.Id == actor.Id)
            || (row.OwnCase == "≠d" && subject.Drafter == actor.Id))
        {
            return false;
        }

        var isNamed = subject.Recorder == actor.Id;
        return Offices.Where(office => office.Value == Roles.None || actor.Has(office.Value) || (office.Key == 'R' && isNamed)).Any(office =>
            RightsTable.CellToday(declared.Name, office.Key) switch
            {
                "✔" or "own" or "dr" or "2nd" => true,
                "-" or "+" => false,
                "grp" => actor.Group is { } own
                    && ((declared.Rule.Who.HasFlag(Who.SessionLeader) && subject.SessionGroup == own) || (declared.Rule.Who.HasFlag(Who.PersonLeader) && subject.Concerns?.Group == own)),
                "ses" => isNamed || subject.Recorder is null,
                "sec" => subject.Concerns?.Has(Roles.Secretary) == true,
                var cell => throw new InvalidOperationException($"{declared.Name}: {cell}"),
            });
    }

    /// <summary>Every combination of roles, in group 1 and in none.</summary>
    private static IEnumerable<Member> Actors() =>
        from roles in Enumerable.Range(0, 64)
        from int? grouped in new int?[] { 1, null }
        select Samples.Member(1, (Roles)roles, grouped);

    private static IEnumerable<RightsSubject> Subjects(Member actor) =>
        from concerns in new[] { null, actor, Other, Stranger, Secretary }
        from sessionGroup in new GroupId?[] { null, Samples.Group(1), Samples.Group(2) }
        from recorder in new MemberId?[] { null, actor.Id, Other.Id }
        from drafter in new MemberId?[] { null, actor.Id, Other.Id }
        select new RightsSubject(concerns, sessionGroup, recorder, drafter);
}
