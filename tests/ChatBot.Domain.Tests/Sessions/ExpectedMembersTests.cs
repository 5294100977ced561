using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Kernel.Tests.Sessions;

public sealed class ExpectedMembersTests
{
    private static readonly Session Session = Samples.Session(1, "2026-03-05 15:00");
    private static readonly DateOnly Day = new(2026, 3, 5);
    private static readonly Member Someone = Samples.Member(1, group: 1);

    [Theory]
    [InlineData(Standing.Full, true)]
    [InlineData(Standing.Probationary, true)]
    [InlineData(Standing.Applicant, false)]
    [InlineData(Standing.Guest, false)]
    public void Of_Standing_CountsMembersOnly(Standing standing, bool expected) =>
        Assert.Equal(expected, IsExpected(Someone with { Standing = standing }));

    [Theory]
    [InlineData("2026-03-05", null, true)]
    [InlineData("2026-03-06", null, false)] // §23.4: joined after the session.
    [InlineData(null, "2026-03-05", true)]
    [InlineData(null, "2026-03-04", false)]
    public void Of_JoinedOrLeft_CountsThoseWhoBelongedOnTheDay(string? joined, string? left, bool expected) =>
        Assert.Equal(expected, IsExpected(Someone with { JoinedOn = DayOf(joined), LeftOn = DayOf(left) }));

    [Fact]
    public void Of_ObserverOnTheRoster_IsNeverExpected()
    {
        Assert.False(IsExpected(Samples.Member(1, Roles.Observer)));
        Assert.False(IsExpected(Samples.Member(1, Roles.Observer) with { Standing = Standing.Probationary }));
    }

    [Fact]
    public void Of_LeadersAndCommittee_AreExpectedLikeAnybody() // R-730, R-1501
    {
        Assert.True(IsExpected(Samples.Member(1, Roles.Secretary | Roles.Committee) with { IsLeader = true }));
        Assert.True(IsExpected(Samples.Member(1, Roles.Committee | Roles.Deputy)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(null, false)]
    public void Of_GroupMeeting_ExpectsThatGroup(int? group, bool expected) => Assert.Equal(
        expected, IsExpected(Samples.Member(1, group: group), new Audience(AudienceKind.Group, Samples.Group(1))));

    [Fact]
    public void Of_GroupMeetingWithoutGroup_ExpectsNobody() =>
        Assert.False(IsExpected(Samples.Member(1), new Audience(AudienceKind.Group)));

    [Theory]
    [InlineData(Roles.Committee, true)]
    [InlineData(Roles.Secretary, true)]
    [InlineData(Roles.Deputy, false)]
    [InlineData(Roles.GroupLeader | Roles.Recorder, false)]
    [InlineData(Roles.None, false)]
    public void Of_CommitteeMeeting_ExpectsTheCommittee(Roles roles, bool expected) =>
        Assert.Equal(expected, IsExpected(Samples.Member(1, roles), new Audience(AudienceKind.Committee)));

    private static bool IsExpected(Member member, Audience audience = default) =>
        ExpectedMembers.Of(Session with { Audience = audience }, [member], Day).Any();

    private static DateOnly? DayOf(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
