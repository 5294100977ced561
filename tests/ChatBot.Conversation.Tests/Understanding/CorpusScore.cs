using System.Globalization;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Counts what was answered right, and keeps what was not.</summary>
internal sealed class CorpusScore(string name)
{
    private readonly List<string> _misses = [];
    private int _right;
    private int _all;

    public double Share => _all == 0 ? 0 : (double)_right / _all;

    public void Count(bool isRight, string entry)
    {
        _all++;
        if (isRight)
        {
            _right++;
        }
        else
        {
            _misses.Add(entry);
        }
    }

    public void Print(ITestOutputHelper output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {_right} of {_all} ({Share:P1})"));
        foreach (var miss in _misses)
        {
            output.WriteLine("  " + miss);
        }
    }
}
