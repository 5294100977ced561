using System.CommandLine;
using System.Globalization;
using System.Text;
using ChatBot.Conversation.Understanding;
using ChatBot.Host.Serving;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot understand</c>, <c>datetime</c> and <c>number</c>: lines or JSON lines in, JSON lines out.</summary>
internal static class UnderstandingCommands
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Understand()
    {
        var at = AtOption();
        var explain = new Option<bool>("--explain") { Description = "Say why" };
        var command = new Command("understand", "Intent and slots of each line of standard input") { at, explain };
        command.SetAction(parsed => WithConsole((input, output) => UnderstandingConsole.RunUnderstand(
            Understander.Load(DialogsFolder.Find(null)), input, output, At(parsed.GetValue(at)), parsed.GetValue(explain))));
        return command;
    }

    public static Command DateTimes()
    {
        var at = AtOption();
        var command = new Command("datetime", "Dates and times in each line of standard input, all readings") { at };
        command.SetAction(parsed => WithConsole((input, output) => UnderstandingConsole.RunDateTime(input, output, At(parsed.GetValue(at)))));
        return command;
    }

    public static Command Numbers()
    {
        var command = new Command("number", "Numbers in each line of standard input");
        command.SetAction(_ => WithConsole(UnderstandingConsole.RunNumber));
        return command;
    }

    private static Option<string?> AtOption() => new("--at") { Description = "Local time at which the lines are said, e.g. 2026-03-04T10:00; default now" };

    private static DateTime At(string? text) =>
        text is null ? TimeProvider.System.GetLocalNow().DateTime
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at
        : throw new UsageException($"--at: not a time: {text} (example: 2026-03-04T10:00)");

    private static int WithConsole(Action<TextReader, TextWriter> run)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
        using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
        run(input, output);
        return 0;
    }
}
