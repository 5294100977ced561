using System.Text.RegularExpressions;
using ChatBot.Conversation.Forms;

namespace ChatBot.Conversation.Turns;

/// <summary>Several wishes in one message: each is taken up in turn, questions first and what is to be confirmed last.</summary>
internal static partial class Wishes
{
    private const int FewestCharacters = 2;

    /// <summary>Takes a message apart when it holds several wishes; all of them wait in the state to be taken up.</summary>
    public static bool TakeApart(Turn turn)
    {
        if (turn.InGroup || turn.IsTap)
        {
            return false;
        }

        var parts = WishForm().Matches(turn.Text)
            .Select(part => (IsLinked: part.Groups["link"].Success, Words: part.Groups["words"].Value.Trim()))
            .Where(part => part.Words.Length >= FewestCharacters)
            .ToList();
        if (parts.Count < 2)
        {
            return false;
        }

        var wishes = new List<(int Rank, string Text)>();
        var isFirst = true;
        foreach (var (isLinked, words) in parts)
        {
            var wish = turn.Rephrased(words);
            var isOwn = isFirst || isLinked || wish.Reading.Slot("meeting") is not null || wish.Reading.Time is not null;
            var rank = RankOf(wish);
            if (rank is null || !isOwn)
            {
                // What belongs to the wish before: its reason, a courtesy.
                if (wishes is [.., var last])
                {
                    wishes[^1] = (last.Rank, $"{last.Text}，{words}");
                }

                continue;
            }

            wishes.Add((rank.Value, words));
            isFirst = false;
        }

        if (wishes.Count < 2)
        {
            return false;
        }

        turn.State.Later = [.. wishes.OrderBy(w => w.Rank).Select(w => w.Text)];
        return true;
    }

    // A question is answered first, what is done at once comes next, what is confirmed last; null for no clear wish.
    private static int? RankOf(Turn wish)
    {
        var isClear = wish.Reading.Confidence >= Meaning.VerySure || Meaning.IsRoutedByPattern(wish) || Meaning.IsFormByPattern(wish);
        return !isClear ? null
            : Meaning.FormOf(wish) is { } form ? (form.IsConfirmed ? 2 : 1)
            : Meaning.RouteOf(wish) is not null ? 0
            : null;
    }

    [GeneratedRegex(@"(?<link>另外|顺便|还有|对了|同时)?[，,、\s]*(?<words>(?:(?!另外|顺便|还有|对了|同时)[^\u3002\uFF1B;\uFF01!\n])+)", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex WishForm();
}
