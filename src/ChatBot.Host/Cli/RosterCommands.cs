using System.CommandLine;
using ChatBot.Application;
using ChatBot.Application.Ledger;
using ChatBot.Application.UseCases;
using ChatBot.Host.Roster;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot roster import</c>.</summary>
internal static class RosterCommands
{
    public static Command Roster()
    {
        var config = CommandHost.ConfigOption();
        var branchCode = CommandHost.BranchOption();
        var file = new Argument<string>("file") { Description = "CSV (UTF-8) or XLSX with headings, e.g. 姓名,党小组,角色,企业微信,钉钉" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the file and say what would change; write nothing" };
        var weCom = new Option<string>("--wecom-account") { Description = "Configured WeCom account of the ids", DefaultValueFactory = _ => "main" };
        var dingTalk = new Option<string>("--dingtalk-account") { Description = "Configured DingTalk account of the ids", DefaultValueFactory = _ => "main" };
        var import = new Command("import", "Import members; nothing is written unless all rows are good") { file, branchCode, dryRun, weCom, dingTalk, config };
        import.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"There is no file {path}");
            }

            var (rows, faults) = RosterFile.Read(TableReader.Read(path));
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync($"{path}: row {fault.Row}, column {fault.Column}: {fault.Message}");
            }

            if (faults.Count > 0)
            {
                await Console.Error.WriteLineAsync($"{faults.Count} faults; nothing was written.");
                return 1;
            }

            await using var services = CommandHost.Services(parsed.GetValue(config));
            var branch = await CommandHost.BranchAsync(services, parsed.GetValue(branchCode)!, cancellationToken);
            var roster = new RosterImport(
                services.GetRequiredService<IBranchDirectory>(),
                services.GetRequiredService<ILedger>(),
                services.GetRequiredService<IIdSource>(),
                services.GetRequiredService<TimeProvider>());
            var isDry = parsed.GetValue(dryRun);
            var (added, known) = await roster.RunAsync(branch, rows, parsed.GetValue(weCom)!, parsed.GetValue(dingTalk)!, isDry, cancellationToken);
            Console.WriteLine($"{(isDry ? "Would import" : "Imported")} {rows.Count} people: {added} new, {known} known.");
            return 0;
        });
        return new Command("roster", "Members of a branch") { import };
    }
}
