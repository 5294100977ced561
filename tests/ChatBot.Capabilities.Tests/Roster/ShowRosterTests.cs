using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Roster;

public sealed class ShowRosterTests(UseCaseStores stores) : UseCaseTests(stores, "roster.list")
{
    [Fact]
    public async Task Show_BySecretary_IsTheRosterByGroupsAndWhomNoChatReaches() // R-1106, R-1404
    {
        var outcome = await AnswersAsync("roster.list", People.Secretary);

        Assert.Equal((People.Expected.Count, "Unreached"), (outcome.Fact("count"), outcome.Fact("unreachable")));
        Assert.Equal(
            ["Amy、Ann、Committee、Leader、Secretary", "Applicant、Bob、Deputy、Mobile、OtherCommittee、OtherLeader、Recorder、Unreached"],
            outcome.Lines("groups").Select(g => (string)g.Facts["names"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Show_MemberWhoLeaves_IsListedUntilTheLastDay()
    {
        await Given.MemberAsync(People.Ann with { LeftOn = new DateOnly(2026, 3, 2) });
        Assert.Equal(People.Expected.Count, (await AnswersAsync("roster.list", People.Secretary)).Fact("count"));
        Branch.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(People.Expected.Count - 1, (await AnswersAsync("roster.list", People.Secretary)).Fact("count"));
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20; place P
    {
        await RefusedForAsync([People.Ann, People.Recorder, People.Committee, People.Deputy, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
