using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Dialogs;

/// <content>Several wishes in one message: each is taken up in turn, questions first and what is to be confirmed last.</content>
internal sealed partial class TurnFlow
{
    private const int FewestCharacters = 2;

    /// <summary>Takes a message apart when it holds several wishes; the first is left for <see cref="GoOnAsync"/> too.</summary>
    private static bool TakeApart(Turn turn)
    {
        if (turn.InGroup || turn.IsTap)
        {
            return false;
        }

        var wishes = new List<(int Rank, string Text)>();
        var isFirst = true;
        foreach (Match part in WishForm().Matches(turn.Text))
        {
            var words = part.Groups["words"].Value.Trim();
            if (words.Length < FewestCharacters)
            {
                continue;
            }

            var wish = turn.Rephrased(words);
            var isOwn = isFirst || part.Groups["link"].Success || wish.Reading.Slot("meeting") is not null || wish.Reading.Time is not null;
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

    /// <summary>With no form waiting, takes up what else was wished.</summary>
    private async Task GoOnAsync(Turn turn, CancellationToken cancellationToken)
    {
        while (turn.State is { Running: null, Pending: null, Later: [var next, .. var rest] } state)
        {
            state.Later = rest.Count > 0 ? rest : null;
            if (turn.HasSaid)
            {
                turn.Say("dialog.then");
            }

            await StartAsync(turn.Rephrased(next), cancellationToken);
        }
    }

    // A question is answered first, what is done at once comes next, what is confirmed last; null for no clear wish.
    private static int? RankOf(Turn wish)
    {
        var isClear = wish.Reading.Confidence >= VerySure || wish.Library.RouteByPattern(wish.Plain) is not null || wish.Library.FormByPattern(wish.Plain, wish.Scope.Actor) is not null;
        return !isClear ? null
            : FormOf(wish) is { } form ? (form.IsConfirmed ? 2 : 1)
            : RouteOf(wish) is not null ? 0
            : null;
    }

    [GeneratedRegex(@"(?<link>另外|顺便|还有|对了|同时)?[，,、\s]*(?<words>(?:(?!另外|顺便|还有|对了|同时)[^\u3002\uFF1B;\uFF01!\n])+)", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex WishForm();
}
