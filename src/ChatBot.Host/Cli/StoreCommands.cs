using System.CommandLine;
using ChatBot.Storage;
using ChatBot.Storage.Audit;
using ChatBot.Storage.Migrations;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot migrate</c> and <c>chatbot audit verify</c>.</summary>
internal static class StoreCommands
{
    public static Command Migrate()
    {
        var config = CommandHost.ConfigOption();
        var command = new Command("migrate", "Bring the database schema up to date") { config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var connection = services.GetRequiredService<IOptions<StoreConnections>>().Value.Postgres!;
            var applied = await Migrator.MigrateAsync(connection, cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied: {string.Join(", ", applied)}");
            return 0;
        });
        return command;
    }

    public static Command Audit()
    {
        var config = CommandHost.ConfigOption();
        var branchCode = CommandHost.BranchOption();
        var verify = new Command("verify", "Check the hash chain of a branch's audit trail") { branchCode, config };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var branch = await CommandHost.BranchAsync(services, parsed.GetValue(branchCode)!, cancellationToken);
            var report = await services.GetRequiredService<AuditVerifier>().VerifyAsync(branch.Id, cancellationToken);
            if (!report.IsWhole)
            {
                Console.Error.WriteLine($"The audit trail of {branch.Code} is broken at entry {report.BrokenAt}: {report.Fault}");
                return 1;
            }

            Console.WriteLine($"The audit trail of {branch.Code} is whole: {report.Sealed} sealed, {report.Unsealed} waiting to be sealed, head {report.Head}");
            return 0;
        });
        return new Command("audit", "The audit trail") { verify };
    }
}
