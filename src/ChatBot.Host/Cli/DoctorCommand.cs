using System.CommandLine;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.Storage;
using ChatBot.Storage.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot doctor</c>: looks at configuration, stores, clock and platforms; each fault with what to do.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(30);

    // Row level security holds for neither of these roles, nor for one that opens all branches from the start.
    private const string ClockAndRole = """
        SELECT clock_timestamp(), rolsuper OR rolbypassrls OR current_setting('branchbot.scope', true) IS NOT DISTINCT FROM 'all'
        FROM pg_roles WHERE rolname = current_user
        """;

    public static Command Doctor()
    {
        var config = CommandHost.ConfigOption();
        var command = new Command("doctor", "Check configuration, stores, clock and platforms") { config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var findings = new List<ProbeFinding>();
            var connection = services.GetRequiredService<IOptions<StoreConnections>>().Value.Postgres!;
            findings.Add(new ProbeFinding("Configuration", true, "readable"));
            foreach (var store in services.GetServices<IStoreProbe>())
            {
                var isUp = await store.IsUpAsync(cancellationToken);
                findings.Add(new ProbeFinding(
                    store.Name, isUp, isUp ? "answers" : "does not answer", isUp ? "" : $"Start it, or correct ConnectionStrings:{(store.Name == "redis" ? "Redis" : "Postgres")}."));
                if (isUp && store.Name == "postgres")
                {
                    findings.AddRange(await PostgresAsync(connection, services.GetRequiredService<TimeProvider>(), cancellationToken));
                    findings.Add(await WritesAsync(services.GetRequiredService<WriteProbe>(), cancellationToken));
                }
            }

            foreach (var probe in services.GetServices<IChannelProbe>())
            {
                findings.AddRange(await probe.ProbeAsync(cancellationToken));
            }

            foreach (var finding in findings)
            {
                Console.WriteLine($"{(finding.IsGood ? "ok  " : "FAIL")} {finding.Subject}: {finding.Detail}{(finding.Advice.Length > 0 ? $" -> {finding.Advice}" : "")}");
            }

            return findings.All(f => f.IsGood) ? 0 : 1;
        });
        return command;
    }

    private static async Task<ProbeFinding> WritesAsync(WriteProbe probe, CancellationToken cancellationToken)
    {
        var fault = await probe.FaultAsync(cancellationToken);
        return fault is null
            ? new ProbeFinding("writes", true, "a row was written, seen by its branch alone, and taken back", "")
            : new ProbeFinding(
                "writes", false, fault, "Run chatbot migrate with this role; on Citus run deploy/scale/citus.sql after it (deploy/scale/README.md).");
    }

    private static async Task<IReadOnlyList<ProbeFinding>> PostgresAsync(string connection, TimeProvider clock, CancellationToken cancellationToken)
    {
        var pending = await Migrator.PendingAsync(connection, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(ClockAndRole);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (theirs, passesTheWall) = (row.GetDateTime(0), row.GetBoolean(1));
        var skew = (clock.GetUtcNow() - new DateTimeOffset(theirs)).Duration();
        return
        [
            new ProbeFinding(
                "schema", pending.Count == 0, pending.Count == 0 ? "up to date" : $"{pending.Count} migrations wait", pending.Count == 0 ? "" : "Run: chatbot migrate"),
            new ProbeFinding(
                "clock", skew <= MostSkew, $"{skew.TotalSeconds:F1} s from Postgres", skew <= MostSkew ? "" : "Let both machines keep time by NTP; signatures and codes depend on it."),
            new ProbeFinding(
                "branches",
                !passesTheWall,
                passesTheWall ? "Postgres keeps nobody's rows apart for this role" : "kept apart by Postgres too",
                passesTheWall ? "Connect as a role that is neither SUPERUSER nor BYPASSRLS, and without branchbot.scope in its settings." : ""),
        ];
    }
}
