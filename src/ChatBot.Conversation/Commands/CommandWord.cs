namespace ChatBot.Conversation.Commands;

/// <summary>A word of a command, with the place where it was typed.</summary>
/// <param name="Text">The word without its quotes.</param>
/// <param name="Start">Position in the command's text.</param>
/// <param name="End">Position after its last character, quotes included.</param>
/// <param name="IsQuoted">Stood in quotes: taken as it is.</param>
internal readonly record struct CommandWord(string Text, int Start, int End, bool IsQuoted)
{
    /// <summary>The word as compared.</summary>
    public string Plain => PlainText.Of(Text);
}

/// <summary>Cuts a command into words.</summary>
internal static class CommandWords
{
    // More words than any command has: what follows is free text and stays whole.
    private const int MostWords = 100;

    private const int LongestName = 6;
    private const string Openers = "\"“「『＂";
    private const string Closers = "\"”」』＂";

    /// <summary>
    /// Cuts at blanks, and at a comma before a name, up to a hundred words; the last takes the rest. A quoted part, also as the
    /// value of <c>name=“…”</c>, stays whole; blanks around <c>=</c> are
    /// overlooked.
    /// </summary>
    public static List<CommandWord> Cut(string text, int from)
    {
        var words = new List<CommandWord>();
        var i = from;
        while (i < text.Length)
        {
            if (PlainText.Of(text[i]) == ' ' || char.IsWhiteSpace(text[i]) || (i > from && IsComma(text[i])))
            {
                i++;
                continue;
            }

            if (words.Count == MostWords)
            {
                words.Add(new CommandWord(text[i..], i, text.Length, false));
                break;
            }

            var word = Openers.Contains(text[i], StringComparison.Ordinal) ? Quoted(text, i) : Bare(text, i);
            words.Add(word);
            i = word.End;
        }

        return words;
    }

    /// <summary>Cuts a bare word at commas: 张三、李四.</summary>
    public static IEnumerable<CommandWord> CutAtCommas(CommandWord word)
    {
        if (word.IsQuoted)
        {
            yield return word;
            yield break;
        }

        var start = 0;
        for (var i = 0; i <= word.Text.Length; i++)
        {
            if (i == word.Text.Length || IsComma(word.Text[i]))
            {
                if (i > start)
                {
                    yield return new CommandWord(word.Text[start..i], word.Start + start, word.Start + i, false);
                }

                start = i + 1;
            }
        }
    }

    public static bool IsComma(char c) => c is '、' or '，' or ',' or '；' or ';';

    /// <summary>Position of the sign between name and value, or -1: <c>=</c> always, a colon as well.</summary>
    public static int SignIn(CommandWord word)
    {
        if (word.IsQuoted)
        {
            return -1;
        }

        for (var i = 1; i < word.Text.Length; i++)
        {
            if (PlainText.Of(word.Text[i]) is '=' or ':')
            {
                return i;
            }
        }

        return -1;
    }

    private static CommandWord Quoted(string text, int start)
    {
        // What closes is the partner of what opened; a straight quote may also be closed by a curly one, as phones do.
        var closer = Closers[Openers.IndexOf(text[start], StringComparison.Ordinal)];
        var end = start + 1;
        while (end < text.Length && text[end] != closer && !(closer == '"' && text[end] == '”'))
        {
            end++;
        }

        return new CommandWord(text[(start + 1)..end], start, Math.Min(end + 1, text.Length), true);
    }

    private static CommandWord Bare(string text, int start)
    {
        var i = start;
        while (i < text.Length && !IsBlank(text[i]) && !EndsAtComma(text, i))
        {
            if (PlainText.Of(text[i]) == '=' || (PlainText.Of(text[i]) == ':' && i + 1 < text.Length && Openers.Contains(text[i + 1], StringComparison.Ordinal)))
            {
                return WithValue(text, start, i);
            }

            i++;
        }

        var next = i;
        while (next < text.Length && IsBlank(text[next]))
        {
            next++;
        }

        return next > i && next < text.Length && PlainText.Of(text[next]) == '='
            ? WithValue(text, start, next)
            : new CommandWord(text[start..i], start, i, false);
    }

    // name=value with the quotes around the value taken off; the word keeps "name=" so that the name can be read.
    private static CommandWord WithValue(string text, int start, int sign)
    {
        var name = text[start..sign].Trim();
        var i = sign + 1;
        while (i < text.Length && IsBlank(text[i]))
        {
            i++;
        }

        if (i < text.Length && Openers.Contains(text[i], StringComparison.Ordinal))
        {
            var quoted = Quoted(text, i);
            return new CommandWord(name + "=" + quoted.Text, start, quoted.End, false);
        }

        var end = i;
        while (end < text.Length && !IsBlank(text[end]) && !EndsAtComma(text, end))
        {
            end++;
        }

        return new CommandWord(name + "=" + text[i..end], start, end, false);
    }

    // "15:00，主题=学习": a comma before a name and its sign parts two words; any other belongs to its word.
    private static bool EndsAtComma(string text, int at)
    {
        if (!IsComma(text[at]))
        {
            return false;
        }

        var i = at + 1;
        while (i < text.Length && IsBlank(text[i]))
        {
            i++;
        }

        var name = i;
        while (i < text.Length && char.IsLetter(text[i]))
        {
            i++;
        }

        return i > name && i - name <= LongestName && i < text.Length && (PlainText.Of(text[i]) is '=' or ':');
    }

    private static bool IsBlank(char c) => c == '\u3000' || char.IsWhiteSpace(c);
}
