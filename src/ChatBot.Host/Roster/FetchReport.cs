using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;

namespace ChatBot.Host.Roster;

/// <summary>Carries out what an address book changes, and says it.</summary>
internal static class FetchReport
{
    /// <summary>Writes unless it is a trial; the exit code.</summary>
    public static async Task<int> WriteAsync(AddressBookPlan plan, bool isDry, ILedger ledger, CancellationToken cancellationToken)
    {
        foreach (var fault in plan.Faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }

        if (plan.Faults.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{plan.Faults.Count} faults; nothing was written.");
            return 1;
        }

        if (!isDry && !plan.Changes.IsEmpty
            && (await ledger.CommitAsync(plan.Changes, null, cancellationToken)).Status != CommitStatus.Committed)
        {
            throw new InvalidDataException("The roster changed while it was imported; nothing was written. Run the import again.");
        }

        List("new", plan.Added);
        List("now with an account", plan.Linked);
        List("under another name there (kept as here)", plan.Renamed);
        List("not in the address book any more (kept; set 转出日期 by a file when they have left)", plan.Gone);
        Console.WriteLine($"{(isDry ? "Would import" : "Imported")} {plan.Added.Count} new, {plan.Linked.Count} linked; {plan.Known} known already.");
        return 0;
    }

    private static void List(string heading, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            Console.WriteLine($"{heading}: {string.Join('、', names)}");
        }
    }
}
