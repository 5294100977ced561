using System.Buffers;
using System.Globalization;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>
/// Reads which words a text must hold for a regular expression to be found in it. What it does not know it passes over: the answer then
/// is that no such words are known, and the expression is tried on every text.
/// </summary>
internal sealed class PatternReader
{
    private const string Special = @"\^$.|?*+()[]{}#- ""'“”「」『』,。!~:;/=<>&@%";
    private static readonly SearchValues<char> Escapable = SearchValues.Create(Special);

    private readonly string _pattern;
    private int _at;
    private bool _isUnknown;
    private bool _looksAround;

    private PatternReader(string pattern) => _pattern = pattern;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern, its lists of words in their places.</param>
    /// <param name="isPlain">Whether the pattern is found wherever one of the words is.</param>
    /// <returns>The words; null when none are known.</returns>
    public static IReadOnlyList<string>? Read(string pattern, out bool isPlain)
    {
        var reader = new PatternReader(pattern);
        var part = reader.Alternatives();
        if (reader._isUnknown || reader._at < pattern.Length)
        {
            isPlain = false;
            return null;
        }

        var words = part.Words;
        isPlain = words is not null && part.Texts is not null && !reader._looksAround;
        return words;
    }

    private PatternPart Alternatives()
    {
        var parts = new List<PatternPart>();
        do
        {
            parts.Add(Sequence());
        }
        while (Take("|"));
        return parts is [var only] ? only : PatternPart.AnyOf(parts);
    }

    private PatternPart Sequence()
    {
        var parts = new List<PatternPart>();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            parts.Add(Repetition(Atom()));
        }

        return PatternPart.Sequence(parts);
    }

    private PatternPart Atom()
    {
        var character = _pattern[_at++];
        switch (character)
        {
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\':
                return Escape();
            case '.':
                return PatternPart.Anything;
            case '^' or '$':
                _looksAround = true;
                return PatternPart.Nothing;
            case '*' or '+' or '?' or '{':
                return GiveUp();
            default:
                return PatternPart.Of(character.ToString());
        }
    }

    private PatternPart Group()
    {
        if (Take("?=") || Take("?!") || Take("?<=") || Take("?<!"))
        {
            _looksAround = true;
            Inner();
            return PatternPart.Nothing;
        }

        if (Take("?<"))
        {
            var end = _pattern.IndexOf('>', _at);
            if (end < 0 || _pattern.AsSpan(_at, end - _at).ContainsAnyExceptInRange('a', 'z'))
            {
                return GiveUp();
            }

            _at = end + 1;
        }
        else if (Take("?") && !Take(":"))
        {
            return GiveUp();
        }

        return Inner();
    }

    private PatternPart Inner()
    {
        var inner = Alternatives();
        return Take(")") ? inner : GiveUp();
    }

    private PatternPart Class()
    {
        var isOther = Take("^");
        var characters = new List<char>();
        var isOpen = false;
        for (var first = true; first || !Take("]"); first = false)
        {
            if (_at >= _pattern.Length || _pattern[_at] == '[')
            {
                return GiveUp();
            }

            var character = _pattern[_at++];
            if (character == '\\')
            {
                if (Escape().Texts is [[var escaped]])
                {
                    characters.Add(escaped);
                }
                else
                {
                    isOpen = true;
                }
            }
            else if (character == '-' && !first && _at < _pattern.Length && _pattern[_at] != ']')
            {
                // Everything between two characters, or less a class; such a class is as good as any character.
                isOpen = true;
            }
            else
            {
                characters.Add(character);
            }
        }

        return isOther || isOpen || _isUnknown ? PatternPart.Anything : PatternPart.OneOf(characters);
    }

    private PatternPart Escape()
    {
        if (_at >= _pattern.Length)
        {
            return GiveUp();
        }

        var character = _pattern[_at++];
        switch (character)
        {
            case 's' or 'S' or 'd' or 'D' or 'w' or 'W':
                return PatternPart.Anything;
            case 'p' or 'P':
                return PassTo('}');
            case 'k' when Take("<"):
                _looksAround = true;
                return PassTo('>');
            case 'u' when _at + 4 <= _pattern.Length && ushort.TryParse(_pattern.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return PatternPart.Of(((char)code).ToString());
            default:
                return Escapable.Contains(character) ? PatternPart.Of(character.ToString()) : GiveUp();
        }
    }

    private PatternPart PassTo(char last)
    {
        var end = _pattern.IndexOf(last, _at);
        if (end < 0)
        {
            return GiveUp();
        }

        _at = end + 1;
        return PatternPart.Anything;
    }

    private PatternPart Repetition(PatternPart part)
    {
        int least, most;
        if (Take("?"))
        {
            (least, most) = (0, 1);
        }
        else if (Take("*"))
        {
            (least, most) = (0, int.MaxValue);
        }
        else if (Take("+"))
        {
            (least, most) = (1, int.MaxValue);
        }
        else if (Take("{"))
        {
            var end = _pattern.IndexOf('}', _at);
            var counts = end < 0 ? [] : _pattern[_at..end].Split(',');
            if (counts.Length is 0 or > 2 || !int.TryParse(counts[0], NumberStyles.None, CultureInfo.InvariantCulture, out least))
            {
                return GiveUp();
            }

            most = counts.Length == 1 ? least : int.MaxValue;
            _at = end + 1;
        }
        else
        {
            return part;
        }

        // As few as will do: the same texts.
        Take("?");
        return part.Repeated(least, most);
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_pattern, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private PatternPart GiveUp()
    {
        _isUnknown = true;
        _at = _pattern.Length;
        return PatternPart.Anything;
    }
}
