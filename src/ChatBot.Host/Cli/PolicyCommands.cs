using System.CommandLine;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Policies;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Policy;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot branch policy</c>: which profile of <c>dialogs/policies</c> a branch follows, and what it overrides.</summary>
internal static class PolicyCommands
{
    public static Command Policy()
    {
        var config = CommandHost.ConfigOption();
        var branchCode = CommandHost.BranchOption();
        var profile = new Option<string?>("--profile") { Description = "Profile to follow, e.g. default, p001; without it nothing changes" };
        var set = new Option<string[]>("--set") { Description = "Override as key=value, e.g. esc.step1_send=ask; may be repeated; overrides given earlier end" };
        var command = new Command("policy", "Show or choose what a branch counts and when (dialogs/policies)") { branchCode, profile, set, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var branch = await CommandHost.BranchAsync(services, parsed.GetValue(branchCode)!, cancellationToken);
            var directory = services.GetRequiredService<IBranchDirectory>();
            var current = (await directory.GetAsync(branch.Id, cancellationToken))?.Policy ?? new BranchPolicy();
            if (parsed.GetValue(profile) is not { } chosen)
            {
                Console.WriteLine($"Branch {branch.Code} follows {current.Profile}, version {current.Version}.");
                return 0;
            }

            var configuration = services.GetRequiredService<IConfiguration>();
            var folder = DialogsFolder.Find(configuration[$"{DialogOptions.Section}:{nameof(DialogOptions.Folder)}"]);
            var overrides = parsed.GetValue(set) ?? [];
            var policy = Choose(PolicyLibrary.Load(folder, services.GetRequiredService<PolicyCatalogue>()), chosen, overrides, current.Version + 1);
            var changes = new ChangeSet(branch.Id);
            changes.Add(new PolicySaved(policy));
            changes.Add(new Audited(null, "branch.policy", chosen, string.Join(' ', overrides), services.GetRequiredService<TimeProvider>().GetUtcNow()));
            await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken);
            await directory.InvalidateAsync(branch.Id, cancellationToken);
            Console.WriteLine($"Branch {branch.Code} follows {policy.Profile}, version {policy.Version}.");
            return 0;
        });
        return command;
    }

    /// <summary>The policy that the options ask for.</summary>
    /// <exception cref="UsageException">The profile or an override does not exist or does not fit.</exception>
    internal static BranchPolicy Choose(PolicyLibrary library, string profile, IReadOnlyList<string> overrides, int version)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in overrides)
        {
            var sign = one.IndexOf('=', StringComparison.Ordinal);
            byName[sign > 0 ? one[..sign].Trim() : throw new UsageException($"--set: {one} is not of the form key=value")] = one[(sign + 1)..].Trim();
        }

        try
        {
            return library.For(profile, byName, version);
        }
        catch (Exception e) when (e is KeyNotFoundException or DataFileException)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
