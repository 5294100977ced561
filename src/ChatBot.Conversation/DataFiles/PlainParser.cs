using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatBot.Conversation.DataFiles;

/// <summary>
/// Parses the plain sort of YAML that files under <c>dialogs/</c> are written in: no more than <see cref="Deepest"/> levels, and no
/// aliases. The library builds nodes by recursion, so that a file of ten thousand brackets, or one that contains itself, would end the process.
/// </summary>
internal sealed class PlainParser(TextReader text) : IParser
{
    private const int Deepest = 40;
    private readonly Parser _inner = new(text);
    private int _depth;

    /// <inheritdoc/>
    public ParsingEvent? Current => _inner.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (!_inner.MoveNext())
        {
            return false;
        }

        var current = _inner.Current!;
        _depth += current.NestingIncrease;
        if (_depth > Deepest)
        {
            throw new YamlException(current.Start, current.End, "nested too deeply");
        }

        return current is AnchorAlias ? throw new YamlException(current.Start, current.End, "aliases (*name) are not for these files") : true;
    }
}
