using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.Kernel.Tests.UseCases;

/// <summary>The runner holds what use cases declare: their row of the rights, and where they may be asked for.</summary>
public sealed class DeclaredUseCasesTests
{
    private static readonly ActionRule Secretaries = new("tests.rule", Who.Secretary);

    private readonly Village _village = new();
    private int _runs;

    [Fact]
    public async Task Run_PlaceForgotten_AnswersPrivatelyAlone()
    {
        var declaration = new UseCaseDeclaration("tests.run", ActionRule.ForOneself);

        Assert.Equal("refused.private_only", await RunAsync(declaration, _village.Ann, ConversationScope.Group));
        Assert.Equal(0, _runs);
        Assert.Equal("tests.done", await RunAsync(declaration, _village.Ann, ConversationScope.Private));
    }

    [Fact]
    public async Task Run_OpenInGroups_Runs() => Assert.Equal(
        "tests.done",
        await RunAsync(new UseCaseDeclaration("tests.run", ActionRule.ForOneself) { Place = UseCasePlace.Open }, _village.Ann, ConversationScope.Group));

    [Fact]
    public async Task Run_RowDoesNotReach_IsRefusedWithWhoMay()
    {
        var declaration = new UseCaseDeclaration("tests.run", Secretaries);

        Assert.Equal("refused.role", await RunAsync(declaration, _village.Ann, ConversationScope.Private));
        Assert.Equal(0, _runs);
        Assert.Equal("tests.done", await RunAsync(declaration, _village.Secretary, ConversationScope.Private));
    }

    [Fact]
    public async Task Run_Observer_IsToldThatNothingIsToBeDone()
    {
        var observer = _village.Ann with { Roles = Roles.Observer | Roles.Secretary };

        Assert.Equal("refused.observer", await RunAsync(new UseCaseDeclaration("tests.run", Secretaries), observer, ConversationScope.Private));
    }

    [Fact]
    public async Task Run_NameThatNobodyDeclares_IsRefused() => Assert.Equal(
        "dialog.not_available",
        await RunAsync(new UseCaseDeclaration("tests.other", ActionRule.ForOneself), _village.Ann, ConversationScope.Private));

    [Fact]
    public void Catalogue_TwoOfOneName_IsRefused() => Assert.Throws<ArgumentException>(
        () => new UseCaseCatalogue([new("tests.run", Secretaries), new("tests.run", ActionRule.ForOneself)]));

    private async Task<string> RunAsync(UseCaseDeclaration declaration, Member actor, ConversationScope where)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var runner = new DeclaredUseCases([new UseCaseEntry(declaration, _ => new Counting(this))], services);
        var scope = new TurnScope
        {
            Branch = _village.Branch,
            Actor = actor,
            Now = Village.At("2026-03-02 10:00"),
            Message = new InboundMessage
            {
                Sender = new PlatformUser("chat", "main", "u"),
                MessageId = "1",
                Scope = where,
                ConversationId = "c",
                SentAt = Village.At("2026-03-02 10:00"),
                Kind = InboundKind.Text,
                Text = "",
            },
            Changes = new ChangeSet(_village.Branch.Id),
            Ids = _village,
        };
        return (await runner.RunAsync("tests.run", Inputs.None, scope, TestContext.Current.CancellationToken)).Replies[0].Text.Key;
    }

    private sealed class Counting(DeclaredUseCasesTests tests) : IUseCase
    {
        public Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
        {
            tests._runs++;
            return Task.FromResult(UseCaseResult.Done(Reply.Of("tests.done")));
        }
    }
}
