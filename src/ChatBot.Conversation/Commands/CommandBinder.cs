using System.Buffers;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>
/// Puts the words of one command to its arguments. Words of a known kind (times, choices, numbers, words of a table) find
/// their argument wherever they stand; free text takes what is left, in order.
/// </summary>
internal sealed partial class CommandBinder(CommandDefinition command, string text, ValueReader reader, bool hasForm, bool previews)
{
    // 下周三 下午 3点 半 is the longest a time is torn apart.
    private const int LongestSpan = 4;
    private static readonly SearchValues<char> TimeSigns = SearchValues.Create("点时:月日号");
    private static readonly HashSet<string> ConfirmWords = new(StringComparer.Ordinal) { "确认", "confirm" };

    private readonly Dictionary<string, string> _values = new(command.Fixed, StringComparer.Ordinal);
    private readonly Dictionary<ArgumentDefinition, (CommandWord Word, string Value)> _named = [];
    private readonly List<CommandWord> _free = [];
    private CommandProblem? _problem;

    public async Task<CommandBinding> BindAsync(int from, CancellationToken cancellationToken)
    {
        TakeNamed(CommandWords.Cut(text, from));
        TakeConfirm();
        foreach (var argument in command.Arguments.Where(a => !a.IsFree))
        {
            if (_problem is null && !_values.ContainsKey(argument.Input))
            {
                await BindKnownKindAsync(argument, cancellationToken);
            }
        }

        if (_problem is null)
        {
            await BlameAsync(cancellationToken);
        }

        if (_problem is null)
        {
            BindFreeText();
        }

        var missing = command.Arguments.Where(a => a.IsRequired && !_values.ContainsKey(a.Input)).ToList();
        if (_problem is null)
        {
            await TellLeftoverAsync(cancellationToken);
        }

        return new CommandBinding(_values, _problem, missing);
    }

    private async Task BindKnownKindAsync(ArgumentDefinition argument, CancellationToken cancellationToken)
    {
        if (_named.TryGetValue(argument, out var named))
        {
            var value = argument.Type == ArgumentType.Choices ? named.Value + TakeFollowing(named.Word) : named.Value;
            var reading = await reader.ReadAsync(argument, value, _values, cancellationToken);
            Keep(argument, named.Word with { Text = named.Value }, reading);
            return;
        }

        if (argument.IsNamedOnly)
        {
            return;
        }

        CutFreeWordsAtCommas(argument);
        if (argument.Type == ArgumentType.Choices)
        {
            await BindManyAsync(argument, cancellationToken);
            return;
        }

        (CommandWord Word, ValueReading Reading)? nearMiss = null;
        for (var i = 0; i < _free.Count; i++)
        {
            for (var count = Math.Min(argument.Type == ArgumentType.Moment ? LongestSpan : 1, _free.Count - i); count > 0; count--)
            {
                var span = SpanOf(i, count);
                var reading = await reader.ReadAsync(argument, span.Text, _values, cancellationToken);
                if (reading.Fits)
                {
                    _free.RemoveRange(i, count);
                    Keep(argument, span, reading);
                    return;
                }

                if (reading.IsNearMiss)
                {
                    nearMiss ??= (span, reading);
                }
            }
        }

        if (nearMiss is { } near)
        {
            Keep(argument, near.Word, near.Reading);
        }
        else
        {
            await AssumeAsync(argument, cancellationToken);
        }
    }

    private async Task BindManyAsync(ArgumentDefinition argument, CancellationToken cancellationToken)
    {
        var values = new List<string>();
        for (var i = 0; i < _free.Count;)
        {
            var reading = await reader.ReadAsync(argument, _free[i].Text, _values, cancellationToken);
            if (reading.Fits)
            {
                values.Add(reading.Value!);
                _free.RemoveAt(i);
            }
            else if (reading.IsNearMiss)
            {
                Keep(argument, _free[i], reading);
                return;
            }
            else
            {
                i++;
            }
        }

        if (values.Count > 0)
        {
            _values[argument.Input] = string.Join(',', values.SelectMany(v => v.Split(',')).Distinct(StringComparer.Ordinal));
        }
    }

    private async Task AssumeAsync(ArgumentDefinition argument, CancellationToken cancellationToken)
    {
        foreach (var word in _free)
        {
            if (Resembles(argument, word, out var meant))
            {
                var reading = await reader.ReadAsync(argument, word.Text, _values, cancellationToken);
                _problem = new CommandProblem(word, reading.Problem!, reading.Options) { Meant = meant };
                return;
            }
        }

        if (argument.AssumesSingle && await reader.ChoicesAsync(argument, _values, cancellationToken) is [var only])
        {
            _values[argument.Input] = only.Value;
        }
    }

    // Without a form to ask with, a word that nothing else took is held against the first argument still wanted.
    private async Task BlameAsync(CancellationToken cancellationToken)
    {
        var wanted = command.Arguments.FirstOrDefault(a => a.IsRequired && !a.IsFree && !_values.ContainsKey(a.Input));
        if (!hasForm && wanted is not null && _free.Count > 0)
        {
            var reading = await reader.ReadAsync(wanted, _free[0].Text, _values, cancellationToken);
            _problem = new CommandProblem(_free[0], reading.Problem!, reading.Options);
        }
    }

    private void BindFreeText()
    {
        foreach (var (argument, named) in _named.Where(n => n.Key.IsFree))
        {
            _values[argument.Input] = (named.Value + TakeFollowing(named.Word)).Trim();
        }

        var open = command.Arguments.Where(a => a.IsFree && !a.IsNamedOnly && !_values.ContainsKey(a.Input)).ToList();
        // With fewer words than arguments those that are needed come first.
        while (open.Count > _free.Count && open.FindLastIndex(a => !a.IsRequired) is >= 0 and var spare)
        {
            open.RemoveAt(spare);
        }

        for (var i = 0; i < open.Count && _free.Count > 0; i++)
        {
            var takesRest = i == open.Count - 1 && open[i].Type == ArgumentType.Text;
            var count = takesRest ? _free.Count : 1;
            _values[open[i].Input] = SpanOf(0, count).Text.Trim();
            _free.RemoveRange(0, count);
        }
    }

    private async Task TellLeftoverAsync(CancellationToken cancellationToken)
    {
        if (_free.Count == 0)
        {
            return;
        }

        var word = _free[0];
        // What is left over next to a list of people is most likely a name that the roster does not have.
        var people = command.Arguments.FirstOrDefault(a => a.Type == ArgumentType.Choices && !a.IsNamedOnly);
        _problem = people is not null && await reader.ReadAsync(people, word.Text, _values, cancellationToken) is { Problem: { } unknown }
            ? new CommandProblem(word, unknown)
            : new CommandProblem(word, Problem("too_much"));
    }

    private void Keep(ArgumentDefinition argument, CommandWord word, ValueReading reading)
    {
        if (!reading.Fits)
        {
            _problem = new CommandProblem(word, reading.Problem!, reading.Options);
            return;
        }

        _values[argument.Input] = reading.Value!;
        if (argument.Until is { } until && reading.Until is { } end)
        {
            _values.TryAdd(until, end);
        }
    }

    private static bool Resembles(ArgumentDefinition argument, CommandWord word, out string? meant)
    {
        var plain = word.Plain;
        meant = argument.Type == ArgumentType.Words
            ? argument.Table!.Words.Keys.FirstOrDefault(w => w.Length >= 2 && EditDistance.Between(w, plain) <= EditDistance.Tolerance(w.Length))
            : null;
        return argument.Type switch
        {
            ArgumentType.Words => meant is not null,
            ArgumentType.Moment or ArgumentType.Day => !word.IsQuoted && plain.Any(char.IsAsciiDigit) && plain.AsSpan().ContainsAny(TimeSigns),
            ArgumentType.Choice => plain.StartsWith('#') || plain.All(char.IsAsciiDigit),
            _ => false,
        };
    }

    private static Phrase Problem(string key, params (string Name, object? Value)[] facts) => Phrase.Of("command.problem." + key, facts);
}
