using System.Text;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <content>Cutting and joining the words of the command.</content>
internal sealed partial class CommandBinder
{
    private void TakeNamed(List<CommandWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var sign = CommandWords.SignIn(word);
            var name = sign < 0 ? "" : PlainText.OfName(word.Text[..sign]);
            var argument = sign < 0 ? null : command.Arguments.FirstOrDefault(a => a.Input == name || a.Names.Any(n => PlainText.OfName(n) == name));
            if (argument is not null)
            {
                var value = word.Text[(sign + 1)..];
                if (value.Length == 0 && i + 1 < words.Count)
                {
                    word = words[++i];
                    value = word.Text;
                }

                _named[argument] = (word, value);
            }
            else if (sign > 0 && PlainText.Of(word.Text[sign]) == '=' && name.All(char.IsLetter))
            {
                _problem ??= new CommandProblem(word with { Text = word.Text[..sign] }, Problem("unknown_argument", ("names", command.Arguments.Select(a => a.Names[0]).ToArray())));
            }
            else
            {
                _free.Add(word);
            }
        }
    }

    private void TakeConfirm()
    {
        if (previews && _free.Count > 0 && ConfirmWords.Contains(_free[^1].Plain))
        {
            _free.RemoveAt(_free.Count - 1);
            _values[PreviewInputs.Confirm] = "yes";
        }
    }

    // The words typed right behind a named value belong to it: 主题=学习 新党章.
    private string TakeFollowing(CommandWord named)
    {
        var end = named.End;
        while (_free.FindIndex(w => w.Start >= end && string.IsNullOrWhiteSpace(text[end..w.Start])) is >= 0 and var next)
        {
            end = _free[next].End;
            _free.RemoveAt(next);
        }

        return text[named.End..end];
    }

    // Lists may hang together by commas: 张三、李四 到会. Free text keeps its commas: it is cut from the text as typed.
    private void CutFreeWordsAtCommas(ArgumentDefinition argument)
    {
        if (argument.Type == ArgumentType.Choices)
        {
            var cut = _free.SelectMany(CommandWords.CutAtCommas).ToList();
            _free.Clear();
            _free.AddRange(cut);
        }
    }

    // As typed, commas and blanks included; what lies between was taken by other arguments and becomes one blank.
    private CommandWord SpanOf(int first, int count)
    {
        if (count == 1)
        {
            return _free[first];
        }

        var words = new StringBuilder();
        for (var i = first; i < first + count; i++)
        {
            if (i > first)
            {
                var between = text[_free[i - 1].End.._free[i].Start];
                words.Append(between.All(c => char.IsWhiteSpace(c) || CommandWords.IsComma(c)) ? between : " ");
            }

            words.Append(_free[i].IsQuoted ? _free[i].Text : text[_free[i].Start.._free[i].End]);
        }

        return new CommandWord(words.ToString(), _free[first].Start, _free[first + count - 1].End, false);
    }
}
