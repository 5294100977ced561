using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class ShowOwnAttendanceTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.mine")
{
    [Fact]
    public async Task Show_OwnRecord_IsTheNewestFirstWithItsCounts()
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.HeldAsync("2026-03-06 15:00", People.Bob);

        var outcome = await AnswersAsync("attendance.mine", People.Ann);

        Assert.Equal((2, 1, 1), (outcome.Fact("count"), outcome.Fact("came"), outcome.Fact("absent")));
        Assert.Equal([AttendanceStatus.Present, AttendanceStatus.Unexcused], outcome.Lines("lines").Select(l => l.Facts["status"]));
        Assert.Equal(["dispute.start", "attendance.why"], outcome.Buttons);
    }

    [Fact]
    public async Task Show_ListNotConfirmedYet_IsNotInTheRecord()
    {
        await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await AnswersAsync("attendance.nothing_yet", People.Ann);
    }

    [Fact]
    public async Task Show_CorrectedLine_IsTheNewOne()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Branch.RunAsync(
            "attendance.correct", People.Secretary, ("session", session.Id), ("member", People.Ann), ("status", AttendanceStatus.Late));

        Assert.Equal(AttendanceStatus.Late, Assert.Single((await AnswersAsync("attendance.mine", People.Ann)).Lines("lines")).Facts["status"]);
    }

    [Fact]
    public async Task Show_ByAnObserverOrInTheGroup_IsRefused() // §20, column O and place P
    {
        await RefusedAsync("refused.observer", People.Observer);
        await RefusedInGroupAsync("refused.private_only", People.Ann);
    }
}
