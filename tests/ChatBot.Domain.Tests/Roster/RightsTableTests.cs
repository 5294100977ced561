using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit.Rights;
using Xunit;

namespace ChatBot.Kernel.Tests.Roster;

/// <summary>What the use cases declare is what the table of rules.md §20 says, row by row and cell by cell, in both directions.</summary>
public sealed class RightsTableTests
{
    [Fact]
    public void Declarations_AllUseCases_AreAsTheTableSaysButForKnownDepartures() => Assert.Equal(
        RightsTable.Departures.Select(d => d.Fault).Order(StringComparer.Ordinal),
        RightsTable.Faults(ProductRights.Declarations).Order(StringComparer.Ordinal));

    [Fact]
    public void Faults_UseCaseThatTheTableDoesNotKnow_IsReported() => Assert.Contains(
        "dues.enter is declared and has no row in the table",
        RightsTable.Faults([.. ProductRights.Declarations, new UseCaseDeclaration("dues.enter", ActionRule.ForOneself)]));

    [Fact]
    public void Faults_RowWithoutAUseCase_IsReported() => Assert.Contains(
        "leave.decide has a row in the table and is not declared",
        RightsTable.Faults(ProductRights.Declarations.Where(d => d.Name != "leave.decide")));

    [Theory]
    [InlineData(Who.Secretary | Who.DeputyForSecretary, OwnCase.Never, UseCasePlace.Private, "L: the table says grp, declared is -")]
    [InlineData(Who.Secretary | Who.SessionLeader, OwnCase.Never, UseCasePlace.Private, "D: the table says sec, declared is -")]
    [InlineData(Who.Secretary | Who.SessionLeader | Who.Deputy, OwnCase.Never, UseCasePlace.Private, "D: the table says sec, declared is ✔")]
    [InlineData(Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary | Who.Committee, OwnCase.Never, UseCasePlace.Private, "C: the table says -, declared is ✔")]
    [InlineData(Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary | Who.Recorder, OwnCase.Never, UseCasePlace.Private, "R: the table says -, declared is ses")]
    [InlineData(Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Never, UseCasePlace.Private, "S: the table says ✔, declared is -")]
    [InlineData(Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Allowed, UseCasePlace.Private, "own case: the table says ≠, declared is own")]
    [InlineData(Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Never, UseCasePlace.Open, "place: the table says P, declared is Open")]
    public void Faults_DeclarationThatSaysSomethingElse_IsReportedByItsCell(Who who, OwnCase own, UseCasePlace place, string fault) => Assert.Equal(
        [$"leave.decide: {fault}"],
        RightsTable.Faults(ProductRights.Declarations.Select(
            d => d.Name == "leave.decide" ? new UseCaseDeclaration(d.Name, new ActionRule(d.Name, who, own)) { Place = place } : d))
            .Except(RightsTable.Departures.Select(d => d.Fault)));
}
