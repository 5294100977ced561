using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Roster;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Kernel.Tests.Roster;

/// <summary>
/// The rights matrix of rules.md §20 as a literal table, held against <see cref="Rights"/> for every action, every
/// combination of roles, and every kind of case: own, of the own group, of another group, the secretary's; a session of
/// the branch, of the own group, of another; a recorder named or not; a draft of one's own or not.
/// </summary>
public sealed class RightsMatrixTests(ITestOutputHelper output)
{
    // ✔ always   – never   person: a person of the own group   meeting: a meeting of the own group
    // session: a session that names this recorder, or, where none is named, any   secretary's: the secretary's own case
    //
    // Narrower than §20, because design §4 and §7 say so or the bot has no such thing: a group leader marks and closes the
    // lists of the own group's meetings, not single lines of the branch's; to-dos about steps are seen by whoever decides
    // them and nobody else; drafts of sessions, proposals of points and of rules, and exports are not offered in the chat.
    private const string Matrix = """
        action            | member | leader  | recorder | committee | secretary | observer | deputy
        self              | ✔      | ✔       | ✔        | ✔         | ✔         | –        | ✔
        checkin.other     | –      | person  | session  | –         | ✔         | –        | –
        sessions.create   | –      | meeting | –        | –         | ✔         | –        | –
        sessions.answers  | –      | meeting | session  | ✔         | ✔         | –        | –
        checkin.code      | –      | meeting | session  | –         | ✔         | –        | –
        leave.decide      | –      | meeting | –        | –         | ✔         | –        | secretary's
        attendance.mark   | –      | meeting | session  | –         | ✔         | –        | –
        attendance.confirm | –      | meeting | –        | –         | ✔         | –        | secretary's
        dispute.decide    | –      | –       | –        | –         | ✔         | –        | secretary's
        escalation.send   | –      | meeting | –        | –         | ✔         | –        | secretary's
        points.decide     | –      | –       | –        | ✔         | ✔         | –        | secretary's
        points.item_set   | –      | –       | –        | –         | ✔         | –        | –
        points.publish    | –      | –       | –        | –         | ✔         | –        | –
        study.draft       | –      | –       | –        | ✔         | ✔         | –        | –
        study.approve     | –      | –       | –        | ✔         | ✔         | –        | ✔
        branch.manage     | –      | –       | –        | –         | ✔         | –        | –
        """;

    private static readonly ActionRule[] Rules =
    [
        ActionRule.ForOneself,
        CheckInActions.ForAnother,
        SessionActions.Manage,
        SessionActions.SeeAnswers,
        CheckInActions.ShowCode,
        LeaveActions.Decide,
        AttendanceActions.Mark,
        AttendanceActions.Confirm,
        DisputeActions.Decide,
        EscalationActions.Handle,
        PointsActions.Assess,
        PointsActions.ManageItems,
        PointsActions.Publish,
        StudyActions.Draft,
        StudyActions.Approve,
        RosterActions.Manage,
    ];

    private static readonly Dictionary<string, ActionRule> ByName = Rules.ToDictionary(r => r.Name, StringComparer.Ordinal);

    private static readonly Dictionary<ActionRule, string[]> Table = Matrix.Split('\n').Skip(1)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => ByName[cells[0]], cells => cells[1..]);

    /// <summary>The columns of the table.</summary>
    private static readonly Roles[] Columns =
        [Roles.None, Roles.GroupLeader, Roles.Recorder, Roles.Committee, Roles.Secretary, Roles.Observer, Roles.Deputy];

    /// <summary>"Nobody decides on their own claim, leave or absence" .</summary>
    private static readonly ActionRule[] NotInOnesOwnCase =
    [
        LeaveActions.Decide, AttendanceActions.Confirm, DisputeActions.Decide, EscalationActions.Handle, PointsActions.Assess,
    ];

    private static readonly Member Other = Samples.Member(80, group: 1);
    private static readonly Member Stranger = Samples.Member(81, group: 2);
    private static readonly Member Secretary = Samples.Member(82, Roles.Secretary, group: 2);

    [Fact]
    public void Decide_EveryActionRoleAndCase_IsAsTheTableSays()
    {
        Assert.Equal(Rules.Length, Table.Count);
        var checkedCases = 0;
        foreach (var (action, row) in Table)
        {
            foreach (var actor in Actors())
            {
                foreach (var subject in Subjects(actor))
                {
                    var expected = Expected(action, row, actor, subject);
                    var found = Rights.May(actor, action, subject);
                    checkedCases++;
                    Assert.True(
                        expected == found,
                        $"{action} by {actor.Roles} of {subject}: the table says {expected}, Rights says {Rights.Decide(actor, action, subject)}");
                }
            }
        }

        output.WriteLine($"{checkedCases} cases");
    }

    [Theory]
    [InlineData("leave.decide")] // §23.12
    [InlineData("points.decide")]
    [InlineData("attendance.confirm")]
    [InlineData("dispute.decide")]
    [InlineData("escalation.send")]
    public void Decide_SecretarysOwnCase_IsForTheDeputyAlone(string name)
    {
        var action = ByName[name];
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

        Assert.Equal([ActionRule.ForOneself], Rules.Where(a => Rights.May(cadre, a)));
    }

    private static bool Expected(ActionRule action, string[] row, Member actor, RightsSubject subject)
    {
        if (actor.Has(Roles.Observer)
            || (NotInOnesOwnCase.Contains(action) && subject.Concerns?.Id == actor.Id)
            || (action == StudyActions.Approve && subject.Drafter == actor.Id))
        {
            return false;
        }

        var isNamed = subject.Recorder == actor.Id;
        return Columns.Where((column, _) => column == Roles.None || actor.Has(column) || (column == Roles.Recorder && isNamed)).Any(column =>
            row[Array.IndexOf(Columns, column)] switch
            {
                "✔" => true,
                "–" => false,
                "person" => actor.Group is not null && subject.Concerns?.Group == actor.Group,
                "meeting" => actor.Group is not null && subject.SessionGroup == actor.Group,
                "session" => isNamed || subject.Recorder is null,
                "secretary's" => subject.Concerns?.Has(Roles.Secretary) == true,
                var cell => throw new InvalidOperationException(cell),
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
