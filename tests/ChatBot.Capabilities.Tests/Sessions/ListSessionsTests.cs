using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Sessions;

public sealed class ListSessionsTests(UseCaseStores stores) : UseCaseTests(stores, "sessions.next")
{
    [Fact]
    public async Task List_SessionsAhead_AreThoseOfTheOwnAudienceInOrder() // §20
    {
        await Given.SessionAsync("2026-03-06 15:00");
        await Given.SessionAsync("2026-03-05 15:00", SessionKind.GroupMeeting);
        await Given.SessionAsync("2026-03-07 15:00", SessionKind.CommitteeMeeting);

        Assert.Equal([2, 1], NumbersIn(await AnswersAsync("sessions.list", People.Ann)));
        Assert.Equal([1], NumbersIn(await AnswersAsync("sessions.list", People.Bob)));
        Assert.Equal([2, 1, 3], NumbersIn(await AnswersAsync("sessions.list", People.Committee)));
    }

    [Fact]
    public async Task List_OverOrCancelled_IsNotAhead()
    {
        await Given.ChangedAsync(await Given.SessionAsync("2026-03-20 15:00"), s => s with { Phase = SessionPhase.Cancelled });
        await Given.EndedAsync(await Given.SessionAsync());

        await AnswersAsync("sessions.none_ahead", People.Ann);
    }

    [Fact]
    public async Task List_OwnAnswer_IsSaidInPrivateOnly() // §20, place B: nothing about one person in a group
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann, RequestStatus.Approved);
        await Given.SignUpAsync(session, People.Bob);

        Assert.Equal("sessions.answer_leave", AnswerIn(await AnswersAsync("sessions.list", People.Ann)));
        Assert.Equal("sessions.answer_signup", AnswerIn(await AnswersAsync("sessions.list", People.Bob)));
        Assert.Null(AnswerIn(await AnswersAsync("sessions.list", People.Amy)));
        Assert.Null(AnswerIn(await RunInGroupAsync(People.Ann)));
    }

    [Fact]
    public async Task List_ByAnObserverWithoutAGrant_IsRefused() => await RefusedAsync("refused.observer", People.Observer); // §20: sh

    private static IEnumerable<object?> NumbersIn(Outcome outcome) =>
        outcome.Lines("sessions").Select(l => ((Phrase)l.Facts["session"]!).Facts["number"]);

    private static string? AnswerIn(Outcome outcome) => (Assert.Single(outcome.Lines("sessions")).Facts["answer"] as Phrase)?.Key;
}
