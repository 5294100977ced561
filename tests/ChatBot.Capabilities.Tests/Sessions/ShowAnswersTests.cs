using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class ShowAnswersTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.answers")
{
    [Fact]
    public async Task Show_Answers_NamesEachOnceByAnswer()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        await Given.SignUpAsync(session, People.Ann);
        await Given.SignUpAsync(session, People.Committee, SignUpStatus.Waiting);
        await Given.LeaveAsync(session, People.Amy, RequestStatus.Approved);
        await Given.LeaveAsync(session, People.Leader);

        var outcome = await AnswersAsync("sessions.answers", People.Secretary, ("session", session.Id));

        Assert.Equal(
            ("Ann", "Committee", "Amy", "Leader", "Secretary"),
            (outcome.Fact("going_names"),
                outcome.Fact("waiting_names"),
                outcome.Fact("leave_names"),
                outcome.Fact("asking_names"),
                outcome.Fact("silent_names")));
        Assert.Equal(["sessions.remind"], outcome.Buttons);
    }

    [Fact]
    public async Task Show_WithdrawnSignUp_IsSilent() // a withdrawal is no leave
    {
        var session = await Given.SessionAsync(kind: SessionKind.CommitteeMeeting);
        await Given.SignUpAsync(session, People.Committee);
        await Branch.RunAsync("signup.leave", People.Committee, ("session", session.Id));

        Assert.Equal(3, (await AnswersAsync("sessions.answers", People.Secretary, ("session", session.Id))).Fact("silent"));
    }

    [Fact]
    public async Task Show_ByCommitteeRecorderOrOwnLeader_IsShown() // §20: L grp, R ses, C, S
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting, change: s => s with { Recorder = People.Recorder.Id });

        await AnswersAsync("sessions.answers", People.Committee, ("session", session.Id));
        await AnswersAsync("sessions.answers", People.Recorder, ("session", session.Id));
        await AnswersAsync("sessions.answers", People.Leader, ("session", session.Id));
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20; names: P
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting, change: s => s with { Recorder = People.Bob.Id });

        await RefusedForAsync([People.Ann, People.OtherLeader, People.Recorder, People.Deputy, People.Observer], ("session", session.Id));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("session", session.Id));
        await RefusedAsync("sessions.not_found", People.Secretary, ("session", Guid.NewGuid()));
    }
}
