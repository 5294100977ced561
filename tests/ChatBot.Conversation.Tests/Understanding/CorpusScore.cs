using System.Globalization;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Counts what was answered right, by category, and keeps what was not. Printed as a table by <c>tests/understanding.sh</c>.</summary>
internal sealed class CorpusScore(string name)
{
    private readonly SortedDictionary<string, (int Right, int All)> _categories = new(StringComparer.Ordinal);
    private readonly List<string> _misses = [];

    public double Share => All == 0 ? 0 : (double)Right / All;

    private int Right => _categories.Values.Sum(c => c.Right);

    private int All => _categories.Values.Sum(c => c.All);

    public void Count(bool isRight, string category, string entry)
    {
        var (right, all) = _categories.GetValueOrDefault(category);
        _categories[category] = (right + (isRight ? 1 : 0), all + 1);
        if (!isRight)
        {
            _misses.Add(entry);
        }
    }

    public void Print(ITestOutputHelper output)
    {
        foreach (var (category, (right, all)) in _categories)
        {
            output.WriteLine(Row(category, right, all));
        }

        output.WriteLine(Row("total", Right, All));
        foreach (var miss in _misses)
        {
            output.WriteLine("  missed: " + miss);
        }
    }

    private string Row(string category, int right, int all) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-24} {category,-16} {right,4} / {all,4} {(double)right / all,7:P1}");
}
