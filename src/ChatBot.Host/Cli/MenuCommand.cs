using System.CommandLine;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot menu</c>.</summary>
internal static class MenuCommand
{
    public static Command Menu()
    {
        var config = CommandHost.ConfigOption();
        var account = new Option<string>("--account") { Description = "Configured WeCom account", DefaultValueFactory = _ => "main" };
        var command = new Command("menu", "Write the menu below the chat with the WeCom app, from dialogs/menu") { account, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var (wording, now) = (services.GetRequiredService<IWording>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            var pages = MenuPages.All.Select(p => wording.Render(p, BranchCalendar.For("Asia/Shanghai"), now)).ToList();
            var name = parsed.GetValue(account)!;
            var result = await services.GetServices<IChannelMenu>().Single().WriteAsync(name, pages, cancellationToken);
            if (result.Failure is { } failure)
            {
                await Console.Error.WriteLineAsync($"The menu of {name} was not written ({result.Code}): " + failure switch
                {
                    FailureCategory.Configuration => $"Channels:WeCom:{name}:App needs AgentId, Secret, Token and EncodingAesKey, the address a callback, and this machine a trusted address.",
                    FailureCategory.Authentication => "the secret is refused; look with chatbot doctor.",
                    _ => "try again.",
                });
                return 1;
            }

            Console.WriteLine($"The menu of {name}: {string.Join("; ", pages.Select(p => $"{p.Title} ({string.Join('、', p.Buttons.Select(b => b.Label))})"))}");
            return 0;
        });
        return command;
    }
}
