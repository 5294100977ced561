using System.CommandLine;
using ChatBot.Host.Roster;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot roster import</c> and <c>roster fetch</c>.</summary>
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
        var botFramework = new Option<string>("--botframework-account") { Description = "Configured Bot Framework account of the ids", DefaultValueFactory = _ => "main" };
        var import = new Command("import", "Import members; nothing is written unless all rows are good") { file, branchCode, dryRun, weCom, dingTalk, botFramework, config };
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
            var (added, known) = await roster.RunAsync(
                branch, rows, parsed.GetValue(weCom)!, parsed.GetValue(dingTalk)!, parsed.GetValue(botFramework)!, isDry, cancellationToken);
            Console.WriteLine($"{(isDry ? "Would import" : "Imported")} {rows.Count} people: {added} new, {known} known.");
            return 0;
        });
        return new Command("roster", "Members of a branch") { import, Fetch() };
    }

    private static Command Fetch()
    {
        var config = CommandHost.ConfigOption();
        var branchCode = CommandHost.BranchOption();
        var channel = new Option<string>("--channel") { Description = "wecom or dingtalk", Required = true };
        channel.AcceptOnlyFromAmong("wecom", "dingtalk");
        var account = new Option<string>("--account") { Description = "Configured account", DefaultValueFactory = _ => "main" };
        var department = new Option<long>("--department") { Description = "Id of the branch's department; those right below it are its groups (党小组)", DefaultValueFactory = _ => 1 };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change; write nothing" };
        var fetch = new Command("fetch", "Import names, groups and accounts from the platform's address book; nobody is removed") { branchCode, channel, account, department, dryRun, config };
        fetch.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var branch = await CommandHost.BranchAsync(services, parsed.GetValue(branchCode)!, cancellationToken);
            var snapshot = await services.GetRequiredService<IBranchDirectory>().GetAsync(branch.Id, cancellationToken)
                ?? throw new InvalidDataException($"Branch {branch.Code} cannot be read.");
            var (name, of) = (parsed.GetValue(channel)!, parsed.GetValue(account)!);
            var entries = await services.GetServices<IAddressBook>().Single(b => b.Channel == name)
                .ReadAsync(of, parsed.GetValue(department), cancellationToken);
            var plan = AddressBookMerge.Plan(
                snapshot, name, of, entries, services.GetRequiredService<IIdSource>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            return await FetchReport.WriteAsync(plan, parsed.GetValue(dryRun), services.GetRequiredService<ILedger>(), cancellationToken);
        });
        return fetch;
    }
}
