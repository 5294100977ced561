using System.CommandLine;
using ChatBot.Conversation.DataFiles;
using ChatBot.Host.Serving;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Cli;

/// <summary>The command line <c>chatbot</c>. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
public static class BotCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Branch bot 支部小助手: serves the bot and keeps its books.")
        {
            ServeCommands.Serve(),
            StoreCommands.Migrate(),
            DoctorCommand.Doctor(),
            BranchCommands.Branch(),
            RosterCommands.Roster(),
            MenuCommand.Menu(),
            DialogsCommands.Dialogs(),
            UnderstandingCommands.Understand(),
            UnderstandingCommands.DateTimes(),
            UnderstandingCommands.Numbers(),
            StoreCommands.Audit(),
            ExportCommands.Export(),
            DemoCommands.Demo(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See: chatbot --help");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,

                // The library would end the process after two seconds, in the middle of what the service still finishes.
                ProcessTerminationTimeout = OrderlyStop.Limit + TimeSpan.FromSeconds(1),
            });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongUsage;
        }
        catch (Exception e) when (Explain(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    /// <summary>A readable line for the failures that an operator can mend; null for a programmer's mistake.</summary>
    private static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException e => "Configuration: " + string.Join(Environment.NewLine, e.Failures),
        StoreUnavailableException e => $"A store is away: {e.Message} Is it running? Check ConnectionStrings:Postgres and ConnectionStrings:Redis, or ask chatbot doctor.",
        Npgsql.NpgsqlException e => $"Postgres: {e.Message} Check ConnectionStrings:Postgres.",
        DirectoryNotFoundException or FileNotFoundException or InvalidDataException or IOException or DataFileException or AddressBookException => exception.Message,
        InvalidOperationException e when e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => "Configuration: " + e.Message,
        AggregateException { InnerException: { } inner } => Explain(inner),
        InvalidOperationException { InnerException: OptionsValidationException inner } => Explain(inner),
        _ => null,
    };
}

/// <summary>The command was used wrongly: exit code 2.</summary>
public sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
