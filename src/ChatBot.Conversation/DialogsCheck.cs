using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Policies;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.Declarations;

namespace ChatBot.Conversation;

/// <summary>Everything that can be known to be wrong under <c>dialogs/</c> without running the bot.</summary>
public static class DialogsCheck
{
    // The files that any folder may have, and the folders with files of their own.
    private static readonly string[] FileNames = [CommandGrammar.FileName, WordingLibrary.FileName, .. DialogLibrary.FileNames];
    private static readonly string[] OtherFolders = [PolicyLibrary.Folder];

    /// <summary>Reads all files and tells of every fault, in the order of files and lines.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="declared">What the capabilities declare.</param>
    public static IReadOnlyList<Fault> Run(string dialogs, DeclaredNames declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        var (useCases, sources) = (declared.UseCases, declared.ChoiceSources);
        var faults = new List<Fault>();
        var wording = WordingLibrary.Load(dialogs, faults);
        var grammar = CommandGrammar.Load(dialogs, faults);
        PolicyLibrary.Load(dialogs, declared.Policies, faults);
        IntentLibrary.Load(dialogs, faults);
        faults.AddRange(DialogLibrary.Load(dialogs, new KnownNames(useCases, sources, wording.Has)).Faults);
        CheckFileNames(dialogs, faults);
        CheckEnums(wording, declared, faults);
        CheckArgumentKinds(wording, faults);
        CheckCommands(grammar, useCases, sources, faults);
        CheckTables(grammar, declared, faults);
        CheckButtons(wording, grammar, faults);
        return [.. faults.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)];
    }

    // A file of another name would be read by nobody.
    private static void CheckFileNames(string dialogs, List<Fault> faults)
    {
        foreach (var file in Directory.EnumerateFiles(dialogs, "*.y*ml", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(dialogs, file).Replace('\\', '/');
            var parts = name.Split('/');
            if (!OtherFolders.Contains(parts[0]) && (parts.Length > 2 || !FileNames.Contains(parts[^1])))
            {
                faults.Add(new Fault(name, 0, "no part of the bot reads this file", $"files are called {string.Join(", ", FileNames)} and stand in dialogs/ or a folder in it"));
            }
        }
    }

    private static void CheckEnums(WordingLibrary wording, DeclaredNames declared, List<Fault> faults)
    {
        foreach (var key in declared.WordedEnums.SelectMany(t => Enum.GetNames(t).Select(m => $"enum.{t.Name}.{m}")).Where(k => !wording.Has(k)))
        {
            faults.Add(new Fault(WordingLibrary.FileName, 0, $"'{key}' has no word", "every value that a sentence may speak of needs one"));
        }

        var known = declared.Enums
            .SelectMany(t => Enum.GetNames(t).Select(m => $"enum.{t.Name}.{m}"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var key in wording.Keys.Where(k => k.StartsWith("enum.", StringComparison.Ordinal) && !known.Contains(k)))
        {
            var (file, line) = wording.PlaceOf(key);
            faults.Add(new Fault(file, line, $"'{key}' words a value that does not exist", "remove it or mend its name"));
        }
    }

    private static void CheckArgumentKinds(WordingLibrary wording, List<Fault> faults)
    {
        foreach (var key in Enum.GetNames<ArgumentType>().Select(t => "help.kind." + t).Where(k => !wording.Has(k)))
        {
            faults.Add(new Fault(WordingLibrary.FileName, 0, $"'{key}' has no words", "/帮助 describes the kinds of arguments with them"));
        }
    }

    private static void CheckCommands(CommandGrammar grammar, IReadOnlySet<string>? useCases, IReadOnlySet<string>? sources, List<Fault> faults)
    {
        foreach (var command in grammar.Commands)
        {
            void Tell(string message, string advice = "") => faults.Add(new Fault(command.File, command.Line, $"command {command.Id}: {message}", advice));
            if (useCases is not null && command.UseCase is { } useCase && !useCases.Contains(useCase))
            {
                Tell($"there is no use case '{useCase}'", Nearest(useCase, useCases));
            }

            foreach (var source in command.Arguments.Select(a => a.Source).OfType<string>().Where(s => sources?.Contains(s) == false))
            {
                Tell($"there is no choice source '{source}'", Nearest(source, sources!));
            }

            foreach (var example in command.Examples.Where(e => !e.StartsWith('/') || grammar.Match(e, 1, out _) != command))
            {
                Tell($"the example '{example}' is not this command");
            }

            foreach (var argument in command.Arguments.SelectMany(a => a.Names.Append(a.Input).Distinct(StringComparer.Ordinal)).GroupBy(PlainText.OfName, StringComparer.Ordinal).Where(g => g.Count() > 1))
            {
                Tell($"the argument name '{argument.Key}' is used twice");
            }
        }
    }

    // A table that bears the name of an enum holds its members, so that a slip in one does not wait for a member to find it.
    private static void CheckTables(CommandGrammar grammar, DeclaredNames declared, List<Fault> faults)
    {
        var enums = declared.WordedEnums.ToLookup(t => t.Name, StringComparer.Ordinal);
        foreach (var table in grammar.Tables.Values)
        {
            foreach (var value in table.Shown.Select(s => s.Value).Where(v => enums.Contains(table.Name) && !enums[table.Name].Any(type => Enum.IsDefined(type, v))))
            {
                faults.Add(new Fault(table.File, table.Line, $"words {table.Name}: '{value}' is no member of it"));
            }
        }
    }

    private static void CheckButtons(WordingLibrary wording, CommandGrammar grammar, List<Fault> faults)
    {
        foreach (var key in wording.Keys.Where(k => k.StartsWith("button.", StringComparison.Ordinal) && k.EndsWith(".say", StringComparison.Ordinal)))
        {
            foreach (var said in wording.BeginningsOf(key).Where(s => s.StartsWith('/') && grammar.Match(s, 1, out _) is null))
            {
                var (file, line) = wording.PlaceOf(key);
                faults.Add(new Fault(file, line, $"'{key}' says '{said}', which is no command", "a tap would be answered with an error"));
            }
        }
    }

    private static string Nearest(string name, IEnumerable<string> names) =>
        names.MinBy(n => EditDistance.Between(n, name)) is { } nearest ? $"did you mean {nearest}?" : "";
}
