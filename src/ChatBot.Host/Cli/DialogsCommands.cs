using System.CommandLine;
using ChatBot.Conversation;
using ChatBot.Host.Serving;
using ChatBot.Kernel.Declarations;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot dialogs check</c>.</summary>
internal static class DialogsCommands
{
    public static Command Dialogs()
    {
        var folder = new Option<string?>("--folder") { Description = "The folder to check; default: dialogs/ of this deployment" };
        var check = new Command("check", "Find the faults of dialogs/ with file, line and advice") { folder };
        check.SetAction(async parsed =>
        {
            var path = DialogsFolder.Find(parsed.GetValue(folder));
            await using var services = CommandHost.ServicesWithoutStores();
            var faults = DialogsCheck.Run(path, services.GetRequiredService<DeclaredNames>());
            foreach (var fault in faults)
            {
                Console.WriteLine($"{fault.File}:{fault.Line}: {fault.Message} {fault.Advice}".TrimEnd());
            }

            Console.WriteLine(faults.Count == 0 ? "No faults." : $"{faults.Count} faults.");
            return faults.Count == 0 ? 0 : 1;
        });
        return new Command("dialogs", "The conversations in dialogs/") { check };
    }
}
