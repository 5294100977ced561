using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Commands;

/// <summary>All slash commands, from each <c>commands.yaml</c> under <c>dialogs/</c>; immutable, so a reload builds a new one.</summary>
public sealed class CommandGrammar
{
    /// <summary>The name of its files.</summary>
    public const string FileName = "commands.yaml";

    /// <summary>Key of the command that lists the others.</summary>
    public const string HelpId = "help";

    private readonly Dictionary<string, CommandDefinition> _byName = new(StringComparer.Ordinal);
    private readonly int _longestNameInWords;
    private readonly int _longestName;

    private CommandGrammar(IReadOnlyList<CommandDefinition> commands, IReadOnlyDictionary<string, WordTable> tables)
    {
        Commands = commands;
        Tables = tables;
        foreach (var command in commands)
        {
            foreach (var name in command.Names.Concat(command.EnglishNames))
            {
                _byName.TryAdd(PlainText.OfName(name), command);
            }
        }

        _longestNameInWords = _byName.Keys.Select(n => n.Count(c => c == ' ') + 1).DefaultIfEmpty(1).Max();
        _longestName = _byName.Keys.Select(n => n.Length).DefaultIfEmpty(1).Max();
    }

    public IReadOnlyList<CommandDefinition> Commands { get; }

    /// <summary>The tables of words by name.</summary>
    public IReadOnlyDictionary<string, WordTable> Tables { get; }

    /// <summary>Reads the commands.</summary>
    /// <exception cref="DataFileException">A file is faulty.</exception>
    public static CommandGrammar Load(string dialogs)
    {
        var faults = new List<Fault>();
        var grammar = Load(dialogs, faults);
        DataFileException.ThrowIfAny(faults);
        return grammar;
    }

    /// <summary>Reads the commands; faults are collected and what is good is kept.</summary>
    public static CommandGrammar Load(string dialogs, ICollection<Fault> faults)
    {
        var (commands, tables) = CommandReader.Read(dialogs, faults);
        return new CommandGrammar(commands, tables);
    }

    /// <summary>The command of that name, in any typing habit, or null.</summary>
    public CommandDefinition? Find(string name) => _byName.GetValueOrDefault(PlainText.OfName(name));

    /// <summary>
    /// The command with which a text (without its slash) begins, and the position after its name. The longest name wins;
    /// a Chinese name may stand right before a number, a handle or a quote: <c>批假#a1b2c3</c>.
    /// </summary>
    internal CommandDefinition? Match(string text, int from, out int after)
    {
        var ends = new List<int>();
        for (var i = from; i <= text.Length && ends.Count < _longestNameInWords; i++)
        {
            var isBlank = i == text.Length || PlainText.Of(text[i]) == ' ';
            if (isBlank && i > from && PlainText.Of(text[i - 1]) != ' ')
            {
                ends.Add(i);
            }
        }

        foreach (var end in Enumerable.Reverse(ends))
        {
            if (Find(text[from..end]) is { } command)
            {
                after = end;
                return command;
            }
        }

        for (var i = Math.Min(ends.Count > 0 ? ends[0] - 1 : from, from + _longestName); i > from; i--)
        {
            if (BeginsValue(PlainText.Of(text[i])) && Find(text[from..i]) is { } command)
            {
                after = i;
                return command;
            }
        }

        after = from;
        return null;
    }

    /// <summary>The names nearest to a mistyped one, best first, with the command of each.</summary>
    internal IEnumerable<(string Name, CommandDefinition Command)> Nearest(string typed)
    {
        var plain = PlainText.OfName(typed);
        return _byName
            .Select(n => (Name: n.Key, Command: n.Value, Distance: DistanceOf(n.Key, plain)))
            .Where(n => n.Distance <= EditDistance.Tolerance(Math.Max(n.Name.Length, plain.Length)))
            .OrderBy(n => n.Distance)
            .ThenByDescending(n => IsBegunOrOverrun(n.Name, plain))
            .ThenBy(n => Math.Abs(n.Name.Length - plain.Length))
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .DistinctBy(n => n.Command)
            .Select(n => (n.Name, n.Command));
    }

    private static int DistanceOf(string name, string typed)
    {
        var distance = EditDistance.Between(name, typed);
        return IsBegunOrOverrun(name, typed) ? Math.Min(distance, 1) : distance;
    }

    // A name that is merely begun or overrun (考勤确 for 考勤确认, 请假条 for 请假) is one slip away, whatever its length.
    private static bool IsBegunOrOverrun(string name, string typed) =>
        typed.Length >= 2 && (name.StartsWith(typed, StringComparison.Ordinal) || typed.StartsWith(name, StringComparison.Ordinal));

    private static bool BeginsValue(char c) => char.IsAsciiDigit(c) || c is '#' or '"' or '“' or '「' or '『';
}
