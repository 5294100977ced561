using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.SignUp;

public sealed class LeaveSessionTests(UseCaseStores stores) : UseCaseTests(stores, "signup.leave")
{
    [Fact]
    public async Task Leave_OwnSignUp_IsWithdrawnAndIsNoLeave()
    {
        var session = await Given.SessionAsync();
        await Given.SignUpAsync(session, People.Ann);

        var outcome = await DoneAsync("signup.left", People.Ann, ("session", session.Id));

        Assert.Equal(["Ann Withdrawn"], await Books.SignUpsAsync(session));
        Assert.Empty(await Books.LeaveAsync(People.Ann));
        Assert.Equal(["signup.digest to group"], await Books.ToldAsync());
        Assert.Equal(["Ann signup.leave"], await Books.AuditAsync());
        Assert.Equal(["signup.join", "leave.request"], outcome.Buttons);
    }

    [Fact]
    public async Task Leave_APlace_IsTakenByTheLongestWaiting() // §25 (j)
    {
        var session = await Given.SessionAsync(kind: SessionKind.Activity, change: s => s with { SignUp = new SignUpRule(true, 1) });
        await Given.SignUpAsync(session, People.Ann);
        await Given.SignUpAsync(session, People.Bob, SignUpStatus.Waiting);
        await Given.SignUpAsync(session, People.Amy, SignUpStatus.Waiting);

        await DoneAsync("signup.left", People.Ann, ("session", session.Id));

        Assert.Equal(["Amy Waiting", "Ann Withdrawn", "Bob Going"], (await Books.SignUpsAsync(session)).Order(StringComparer.Ordinal));
        Assert.Equal(["signup.moved_up to Bob"], await Books.ToldAsync("signup.moved_up"));
    }

    [Fact]
    public async Task Leave_FromTheWaitingList_MovesNobodyUp()
    {
        var session = await Given.SessionAsync(kind: SessionKind.Activity, change: s => s with { SignUp = new SignUpRule(true, 1) });
        await Given.SignUpAsync(session, People.Ann);
        await Given.SignUpAsync(session, People.Bob, SignUpStatus.Waiting);
        await Given.SignUpAsync(session, People.Amy, SignUpStatus.Waiting);

        await DoneAsync("signup.left", People.Bob, ("session", session.Id));

        Assert.Equal(["Amy Waiting", "Ann Going", "Bob Withdrawn"], (await Books.SignUpsAsync(session)).Order(StringComparer.Ordinal));
        Assert.Empty(await Books.ToldAsync("signup.moved_up"));
    }

    [Fact]
    public async Task Leave_WithoutASignUp_SaysSoAndWritesNothing()
    {
        var session = await Given.SessionAsync();

        await AnswersAsync("signup.not_joined", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Leave_ForAnother_IsTheOwnLeadersAndNotTheOthers() // §20: L grp
    {
        var session = await Given.SessionAsync();
        await Given.SignUpAsync(session, People.Ann);

        await RefusedForAsync([People.OtherLeader, People.Amy, People.Committee, People.Observer], ("session", session.Id), ("member", People.Ann));
        await DoneAsync("signup.left", People.Leader, ("session", session.Id), ("member", People.Ann));
        Assert.Equal(["Leader signup.leave_for"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Leave_SessionThatIsOver_IsRefused()
    {
        var session = await Given.SessionAsync();
        await Given.SignUpAsync(session, People.Ann);
        await Given.EndedAsync(session);

        await RefusedAsync("signup.closed", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Leave_UnknownSession_IsRefused() => await RefusedAsync("sessions.not_found", People.Ann, ("session", Guid.NewGuid()));
}
