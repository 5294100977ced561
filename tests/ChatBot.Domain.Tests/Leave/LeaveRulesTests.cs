using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Kernel.Tests.Leave;

public sealed class LeaveRulesTests
{
    private static readonly Session Session = Samples.Session(1, "2026-03-05 15:00");

    private static readonly Member Secretary = Samples.Member(1, Roles.Secretary | Roles.Committee, group: 1);
    private static readonly Member Deputy = Samples.Member(2, Roles.Deputy | Roles.Committee, group: 2);
    private static readonly Member LeaderOfOne = Samples.Member(3, Roles.GroupLeader, group: 1);
    private static readonly Member LeaderOfTwo = Samples.Member(4, Roles.GroupLeader, group: 2);
    private static readonly Member Ordinary = Samples.Member(5, group: 1);
    private static readonly Member Recorder = Samples.Member(6, Roles.Recorder, group: 1);
    private static readonly Member[] Roster = [Secretary, Deputy, LeaderOfOne, LeaderOfTwo, Ordinary, Recorder];

    [Theory]
    [InlineData("2026-03-05 15:00:00", 0, LeaveTiming.InTime)] // until the start, the start included.
    [InlineData("2026-03-05 15:00:01", 0, LeaveTiming.Late)]
    [InlineData("2026-03-05 13:00:00", 2, LeaveTiming.InTime)]
    [InlineData("2026-03-05 13:00:01", 2, LeaveTiming.Late)]
    [InlineData("2026-03-08 17:00:00", 0, LeaveTiming.Late)] // Three days after the end.
    [InlineData("2026-03-08 17:00:01", 0, LeaveTiming.TooLate)]
    public void TimingOf_Moment_IsInTimeLateOrTooLate(string now, int deadlineHours, LeaveTiming expected) => Assert.Equal(
        expected, LeaveRules.TimingOf(Session, Samples.At(now), new LeavePolicy { Deadline = TimeSpan.FromHours(deadlineHours) }));

    [Fact]
    public void TimingOf_NoRetroactiveDays_EndsWithTheSession() => Assert.Equal(
        LeaveTiming.TooLate,
        LeaveRules.TimingOf(Session, Samples.At("2026-03-05 17:00:01"), new LeavePolicy { Retroactive = TimeSpan.Zero }));

    [Fact]
    public void Approvers_SessionOfTheBranch_IsTheSecretary() => Assert.Equal([Secretary], Ask(Session, Ordinary));

    [Fact]
    public void Approvers_GroupMeeting_IsThatGroupsLeader() => Assert.Equal([LeaderOfOne], Ask(MeetingOf(1), Ordinary)); // C-19

    [Fact]
    public void Approvers_LeaderOfTheGroupAsks_IsTheSecretary() => Assert.Equal([Secretary], Ask(MeetingOf(1), LeaderOfOne));

    [Fact]
    public void Approvers_SecretaryAsks_IsTheDeputyAndNeverTheSecretary() => Assert.Equal([Deputy], Ask(Session, Secretary)); // §23.12

    [Fact]
    public void Approvers_SecretaryAsksForAGroupMeeting_IsTheLeader() => Assert.Equal([LeaderOfOne], Ask(MeetingOf(1), Secretary));

    [Fact]
    public void Approvers_SecretaryAsksAndThereIsNoDeputy_IsNobody() =>
        Assert.Empty(LeaveRules.Approvers(Session, Secretary, [Secretary, LeaderOfOne, Ordinary, Recorder]));

    [Fact]
    public void Approvers_GroupWithoutLeader_IsTheSecretary() =>
        Assert.Equal([Secretary], LeaveRules.Approvers(MeetingOf(1), Ordinary, [Secretary, Deputy, LeaderOfTwo, Ordinary]));

    [Fact]
    public void Approvers_LeadingCadreAsks_IsTheSameAsForAnybody() =>
        Assert.Equal([Secretary], Ask(Session, Ordinary with { IsLeader = true })); // R-730, R-1504

    private static Session MeetingOf(int group) =>
        Session with { Kind = SessionKind.GroupMeeting, Audience = new Audience(AudienceKind.Group, Samples.Group(group)) };

    private static IReadOnlyList<Member> Ask(Session session, Member applicant) => LeaveRules.Approvers(session, applicant, Roster);
}
