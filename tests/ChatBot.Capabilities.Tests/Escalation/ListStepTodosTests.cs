using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Wording;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Escalation;

public sealed class ListStepTodosTests(UseCaseStores stores) : UseCaseTests(stores, "escalation.todos")
{
    [Fact]
    public async Task List_ProposedSteps_ShowsThemWithTheirFacts()
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        var second = await Given.HeldAsync("2026-03-06 15:00", People.Ann);
        await Given.DisputeAsync(second, People.Ann);

        var facts = FactsOf(Assert.Single((await AnswersAsync("escalation.todos", People.Secretary)).Lines("steps")));

        Assert.Equal(("Ann", StepLevel.Admonish, 2), (facts["member"], facts["level"], facts["count"]));
        Assert.Equal([false, true], ((IReadOnlyList<Phrase>)facts["lines"]!).Select(l => l.Facts["disputed"]));
    }

    [Fact]
    public async Task List_SentDroppedAndWithdrawn_AreNoTodos()
    {
        var session = await Given.SessionAsync();
        await Given.StepAsync(session, People.Ann, state: StepState.Sent);
        await Given.StepAsync(session, People.Bob, state: StepState.Dropped);
        await Given.StepAsync(session, People.Amy, state: StepState.Withdrawn);

        await AnswersAsync("escalation.no_todos", People.Secretary);
    }

    [Fact]
    public async Task List_SecretarysOwn_IsTheDeputysAndNotTheSecretarys() // §20: ≠, sec
    {
        var session = await Given.SessionAsync();
        await Given.StepAsync(session, People.Secretary);
        await Given.StepAsync(session, People.Ann);

        Assert.Equal("Ann", FactsOf(Assert.Single((await AnswersAsync("escalation.todos", People.Secretary)).Lines("steps")))["member"]);
        Assert.Equal("Secretary", FactsOf(Assert.Single((await AnswersAsync("escalation.todos", People.Deputy)).Lines("steps")))["member"]);
    }

    [Fact]
    public async Task List_ByALeader_ShowsOnlyStepsReachedAtTheOwnGroupsMeeting() // §20: grp
    {
        await Given.StepAsync(await Given.SessionAsync(), People.Ann);
        await Given.StepAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Amy);

        Assert.Equal("Amy", FactsOf(Assert.Single((await AnswersAsync("escalation.todos", People.Leader)).Lines("steps")))["member"]);
        await AnswersAsync("escalation.no_todos", People.OtherLeader);
    }

    [Fact]
    public async Task List_ByOthersOrInTheGroup_IsRefused() // §20: L, D, S; place P
    {
        await RefusedForAsync([People.Ann, People.Recorder, People.Committee, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }

    private static IReadOnlyDictionary<string, object?> FactsOf(Phrase line) => ((Phrase)line.Facts["facts"]!).Facts;
}
