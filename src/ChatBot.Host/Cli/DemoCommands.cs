using System.CommandLine;
using ChatBot.Host.Demo;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot demo load</c>.</summary>
internal static class DemoCommands
{
    public static Command Demo()
    {
        var config = CommandHost.ConfigOption();
        var load = new Command("load", "Load the demo branch: 24 people, three groups, two months of history; harmless when it is there") { config };
        load.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = CommandHost.Services(parsed.GetValue(config));
            var isNew = await ActivatorUtilities.CreateInstance<DemoBranch>(services).LoadAsync(cancellationToken);
            Console.WriteLine(isNew ? $"The demo branch ({DemoBranch.Code}) is loaded." : $"The demo branch ({DemoBranch.Code}) is there already.");
            return 0;
        });
        return new Command("demo", "The demo branch for the simulator") { load };
    }
}
