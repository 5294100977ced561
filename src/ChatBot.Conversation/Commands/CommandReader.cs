using System.Globalization;
using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Commands;

/// <summary>Reads each <c>commands.yaml</c> under <c>dialogs/</c>.</summary>
internal sealed class CommandReader
{
    private readonly ICollection<Fault> _faults;
    private readonly Dictionary<string, WordTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CommandDefinition> _commands = new(StringComparer.Ordinal);

    private CommandReader(ICollection<Fault> faults) => _faults = faults;

    public static (IReadOnlyList<CommandDefinition> Commands, IReadOnlyDictionary<string, WordTable> Tables) Read(string dialogs, ICollection<Fault> faults)
    {
        var reader = new CommandReader(faults);
        var files = DataFile.ReadEach(dialogs, CommandGrammar.FileName, faults);
        foreach (var file in files)
        {
            reader.ReadTables(file);
        }

        foreach (var file in files)
        {
            reader.ReadCommands(file);
        }

        reader.CheckNames();
        return ([.. reader._commands.Values], reader._tables);
    }

    private void ReadTables(DataFile file)
    {
        var top = new YamlFields(file.Name, "file", file.Root, _faults);
        foreach (var (name, line, value) in top.Entries("words"))
        {
            if (value is not YamlMappingNode mapping)
            {
                _faults.Add(new Fault(file.Name, line, $"words {name}: must be a mapping of values to words"));
                continue;
            }

            var fields = new YamlFields(file.Name, $"words {name}", mapping, _faults);
            var words = new Dictionary<string, string>(StringComparer.Ordinal);
            var shown = new List<(string, string)>();
            foreach (var key in mapping.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? ""))
            {
                var list = fields.List(key);
                shown.Add((key, list.FirstOrDefault(key)));
                foreach (var word in list.Append(key).Select(PlainText.Of).Distinct(StringComparer.Ordinal))
                {
                    if (!words.TryAdd(word, key))
                    {
                        fields.Fault(fields.Line, $"'{word}' stands for both {words[word]} and {key}");
                    }
                }
            }

            if (!_tables.TryAdd(name, new WordTable(name, words, shown, file.Name, line)))
            {
                _faults.Add(new Fault(file.Name, line, $"words {name}: the table is there twice", $"also in {_tables[name].File}:{_tables[name].Line}"));
            }
        }
    }

    private void ReadCommands(DataFile file)
    {
        var top = new YamlFields(file.Name, "file", file.Root, _faults);
        var topic = top.Text("topic") ?? "";
        _ = int.TryParse(top.Text("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var rank);
        _ = top.Entries("words");
        foreach (var (id, line, value) in top.Entries("commands"))
        {
            if (topic.Length == 0)
            {
                _faults.Add(new Fault(file.Name, 1, "'topic' is missing", "the heading under which help lists the commands of this file"));
                topic = id;
            }

            if (value is not YamlMappingNode mapping)
            {
                _faults.Add(new Fault(file.Name, line, $"command {id}: must be a mapping"));
            }
            else if (!_commands.TryAdd(id, ReadCommand(file, (topic, rank), id, line, mapping)))
            {
                _faults.Add(new Fault(file.Name, line, $"command {id}: is there twice", $"also in {_commands[id].File}:{_commands[id].Line}"));
            }
        }

        top.TellUnknown();
    }

    private CommandDefinition ReadCommand(DataFile file, (string Name, int Rank) topic, string id, int line, YamlMappingNode mapping)
    {
        var fields = new YamlFields(file.Name, $"command {id}", mapping, _faults);
        var says = fields.Text("says");
        var isHelp = id == CommandGrammar.HelpId;
        var command = new CommandDefinition
        {
            Id = id,
            UseCase = says is null && !isHelp ? fields.Text("use_case") ?? id : null,
            Says = says,
            Names = fields.List("names"),
            EnglishNames = [.. fields.List("english").Select(PlainText.OfName)],
            Help = fields.Required("help"),
            Topic = topic.Name,
            TopicRank = topic.Rank,
            Examples = fields.List("examples"),
            Arguments = [.. fields.Entries("arguments").Select(a => ReadArgument(file, id, a.Name, a.Line, a.Value))],
            Fixed = fields.Entries("fixed").ToDictionary(f => f.Name, f => (f.Value as YamlScalarNode)?.Value ?? "", StringComparer.Ordinal),
            File = file.Name,
            Line = line,
        };
        fields.TellUnknown();
        if (command.Names.Count == 0 || command.EnglishNames.Count == 0)
        {
            fields.Fault(line, "needs 'names' (Chinese) and 'english'");
        }

        if (command.Examples.Count == 0)
        {
            fields.Fault(line, "needs at least one example", "an error in the command is answered with the first");
        }

        return command;
    }

    private ArgumentDefinition ReadArgument(DataFile file, string command, string input, int line, YamlNode value)
    {
        var where = $"command {command}, argument {input}";
        if (value is not YamlMappingNode mapping)
        {
            _faults.Add(new Fault(file.Name, line, $"{where}: must be a mapping"));
            return new ArgumentDefinition { Input = input, Names = [input], Type = ArgumentType.Text };
        }

        var fields = new YamlFields(file.Name, where, mapping, _faults);
        var typeName = fields.Required("type");
        var table = _tables.GetValueOrDefault(typeName);
        var type = table is not null ? ArgumentType.Words : TypeOf(typeName);
        if (type is null)
        {
            fields.Fault(line, $"'{typeName}' is not a type", $"text, word, digits, number, moment, day, month, choice, choices, or a table of words ({string.Join(", ", _tables.Keys)})");
        }

        var source = fields.Text("from");
        if (source is null == type is ArgumentType.Choice or ArgumentType.Choices)
        {
            fields.Fault(line, "'from' names the choice source, for the types choice and choices alone");
        }

        var argument = new ArgumentDefinition
        {
            Input = input,
            Names = [.. fields.List("names").DefaultIfEmpty(input)],
            Type = type ?? ArgumentType.Text,
            Source = source,
            Table = table,
            IsRequired = fields.Flag("required"),
            IsNamedOnly = fields.Flag("named"),
            AssumesSingle = fields.Flag("assume_single"),
            Until = fields.Text("until"),
            DayOf = fields.Text("day_of"),
        };
        fields.TellUnknown();
        return argument;
    }

    private static ArgumentType? TypeOf(string name) => name switch
    {
        "text" => ArgumentType.Text,
        "word" => ArgumentType.Word,
        "digits" => ArgumentType.Digits,
        "number" => ArgumentType.Number,
        "moment" => ArgumentType.Moment,
        "day" => ArgumentType.Day,
        "month" => ArgumentType.Month,
        "choice" => ArgumentType.Choice,
        "choices" => ArgumentType.Choices,
        _ => null,
    };

    private void CheckNames()
    {
        var owners = new Dictionary<string, CommandDefinition>(StringComparer.Ordinal);
        foreach (var command in _commands.Values)
        {
            foreach (var name in command.Names.Concat(command.EnglishNames).Select(PlainText.OfName))
            {
                if (!owners.TryAdd(name, command))
                {
                    _faults.Add(new Fault(command.File, command.Line, $"command {command.Id}: the name '{name}' belongs to {owners[name].Id} already"));
                }
            }
        }
    }
}
