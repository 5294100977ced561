using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class ExplainAttendanceTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.explain")
{
    [Fact]
    public async Task Explain_OwnRun_NamesItsSessionsAndThePolicy() // §25 (l)
    {
        await Given.HeldAsync("2026-03-04 15:00");
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.HeldAsync("2026-03-06 15:00", People.Ann);

        var outcome = await AnswersAsync("attendance.why", People.Ann);

        Assert.Equal(2, outcome.Fact("count"));
        Assert.Equal([2, 3], outcome.Lines("lines").Select(l => l.Facts["number"]));
        Assert.Equal(("default", 1), (outcome.Fact("profile"), outcome.Fact("version")));
    }

    [Fact]
    public async Task Explain_AfterOneCame_CountsNothing() // C-09
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.HeldAsync("2026-03-06 15:00");

        Assert.Equal(0, (await AnswersAsync("attendance.why", People.Ann)).Fact("count"));
    }

    [Fact]
    public async Task Explain_AnothersRun_IsRefused() // §20: own
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RefusedForAsync([People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("member", People.Ann));
    }

    [Fact]
    public async Task Explain_InTheGroup_IsRefused() => await RefusedInGroupAsync("refused.private_only", People.Ann);
}
