using System.CommandLine;
using System.Security.Cryptography;
using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot branch add|list|policy</c>.</summary>
internal static class BranchCommands
{
    private static readonly TimeSpan BindCodeLife = TimeSpan.FromDays(7);

    public static Command Branch() => new("branch", "Branches of this deployment") { Add(), List(), PolicyCommands.Policy() };

    private static Command Add()
    {
        var config = CommandHost.ConfigOption();
        var code = new Argument<string>("code") { Description = "Short code for the command line, e.g. first" };
        var name = new Argument<string>("name") { Description = "Full name as shown to members" };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone", DefaultValueFactory = _ => "Asia/Shanghai" };
        var command = new Command("add", "Make a branch, or print a new binding code for one that exists") { code, name, zone, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(parsed.GetValue(zone)!, out _))
            {
                throw new UsageException($"--time-zone: this machine knows no time zone {parsed.GetValue(zone)}");
            }

            await using var services = CommandHost.Services(parsed.GetValue(config));
            var admin = services.GetRequiredService<IBranchAdmin>();
            var clock = services.GetRequiredService<TimeProvider>();
            var branch = await admin.FindByCodeAsync(parsed.GetValue(code)!, cancellationToken);
            if (branch is null)
            {
                branch = new Branch(
                    new BranchId(services.GetRequiredService<IIdSource>().New()), parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(zone)!);
                await admin.CreateBranchAsync(branch, clock.GetUtcNow(), cancellationToken);
                Console.WriteLine($"Branch {branch.Code} {branch.Name} made.");
            }

            var bindCode = RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8);
            await admin.KeepBindCodeAsync(branch.Id, bindCode, clock.GetUtcNow() + BindCodeLife, cancellationToken);
            Console.WriteLine($"Binding code, good once within 7 days: {bindCode}");
            Console.WriteLine($"Next: chatbot roster import FILE --branch {branch.Code}; then the secretary says in the group: /绑定 {bindCode}");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var config = CommandHost.ConfigOption();
        var command = new Command("list", "List the branches") { config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            foreach (var branch in await services.GetRequiredService<IBranchAdmin>().ListAsync(cancellationToken))
            {
                Console.WriteLine($"{branch.Code}\t{branch.Name}\t{branch.TimeZone}");
            }

            return 0;
        });
        return command;
    }
}
