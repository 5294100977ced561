using System.CommandLine;
using System.Globalization;
using ChatBot.Host.Export;
using ChatBot.Kernel;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot export</c>.</summary>
internal static class ExportCommands
{
    public static Command Export()
    {
        var config = CommandHost.ConfigOption();
        var branchCode = CommandHost.BranchOption();
        var what = new Argument<string>("what") { Description = "attendance or points" };
        what.AcceptOnlyFromAmong("attendance", "points");
        var output = new Option<string>("--output", "-o") { Description = "File to write, .csv or .xlsx", Required = true };
        var from = new Option<string?>("--from") { Description = "First day, e.g. 2026-01-01; default the first of this year" };
        var to = new Option<string?>("--to") { Description = "Last day; default today" };
        var command = new Command("export", "Export attendance or points as CSV or XLSX") { what, branchCode, output, from, to, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var branch = await CommandHost.BranchAsync(services, parsed.GetValue(branchCode)!, cancellationToken);
            var snapshot = await services.GetRequiredService<IBranchDirectory>().GetAsync(branch.Id, cancellationToken)
                ?? throw new InvalidDataException($"Branch {branch.Code} cannot be read.");
            var today = snapshot.Calendar.Day(services.GetRequiredService<TimeProvider>().GetUtcNow());
            var first = Day(parsed.GetValue(from), "--from") ?? new DateOnly(today.Year, 1, 1);
            var last = Day(parsed.GetValue(to), "--to") ?? today;
            if (first > last)
            {
                throw new UsageException("--from lies after --to");
            }

            var export = ActivatorUtilities.CreateInstance<BranchExport>(services);
            var rows = parsed.GetValue(what) == "points"
                ? await export.PointsAsync(snapshot, first, last, cancellationToken)
                : await export.AttendanceAsync(snapshot, first, last, cancellationToken);
            TableWriter.Write(parsed.GetValue(output)!, parsed.GetValue(what)!, rows);
            Console.WriteLine($"{rows.Count - 1} people written to {parsed.GetValue(output)}");
            return 0;
        });
        return command;
    }

    private static DateOnly? Day(string? text, string option) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException($"{option}: not a day: {text} (example: 2026-03-11)");
}
