using System.Text.RegularExpressions;
using ChatBot.Conversation.Commands;
using ChatBot.Host.Serving;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Isolation;

/// <summary>
/// Members and the secretary of one branch try everything against another branch of the same service: every command, every
/// button that the others were shown, every handle and id. No row of the others changes, no word of theirs is read.
/// </summary>
public sealed partial class SecondBranchTests(IsolationWorld world, ITestOutputHelper output) : IClassFixture<IsolationWorld>
{
    private static readonly Neighbour[] Curious = [IsolationCast.SecondSecretary, IsolationCast.SecondMember];

    public static TheoryData<string> Topics => [.. CommandGrammar.Load(DialogsFolder.Find(null)).Commands.Select(c => c.Topic).Distinct()];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Command_WithEverythingThatNamesTheOthersThings_ReachesNothingOfThem(string topic)
    {
        Stores.SkipWithout();
        var before = await world.StandStillAsync();
        var (tried, onWeCom) = (0, false);
        foreach (var command in CommandGrammar.Load(DialogsFolder.Find(null)).Commands.Where(c => c.Topic == topic))
        {
            foreach (var words in await WordsForAsync(command))
            {
                foreach (var who in Curious)
                {
                    onWeCom = !onWeCom;
                    await AssertNothingAsync($"{who.Name}: {words}", () => world.SaysAsync(who, words, onWeCom), words, before);
                    tried++;
                }
            }
        }

        output.WriteLine($"{topic}: {tried} attempts");
        Assert.InRange(tried, 10, int.MaxValue);
        await SettleAndListenAsync();
    }

    [Fact]
    public async Task Button_OfACardThatTheOthersWereShown_DoesNothingInOtherHands()
    {
        Stores.SkipWithout();
        var before = await world.StandStillAsync();
        var cards = world.FirstReceived.Where(m => m.Card is { TaskId.Length: > 0 }).SelectMany(m => SaysOf(m.Raw + m.Card!.Text)
            .Concat(m.Card.Buttons.Select(b => b.Key)).Where(s => s.Length > 0).Distinct().Select(say => (m.Card.TaskId, Say: say))).Distinct().ToList();
        Assert.InRange(cards.Count, 20, int.MaxValue);
        Assert.Contains(cards, c => c.TaskId.StartsWith("leave-", StringComparison.Ordinal));
        foreach (var (copyId, say) in cards)
        {
            foreach (var who in Curious)
            {
                await AssertTapsAsync(who, copyId, say, before);
            }
        }

        output.WriteLine($"{cards.Count} buttons of {cards.Select(c => c.TaskId).Distinct().Count()} cards");
        await SettleAndListenAsync();
    }

    [Fact]
    public async Task Button_OfAGuessedCard_DoesNothing()
    {
        Stores.SkipWithout();
        var before = await world.StandStillAsync();
        foreach (var (kind, table) in new[] { ("leave", "leave_request"), ("session", "session"), ("step", "escalation_step"), ("dispute", "dispute"), ("claim", "points_claim"), ("material", "material") })
        {
            var column = table switch { "escalation_step" => "step_id", _ => $"{table}_id" };
            var id = Guid.Parse((await IdsAsync(table, column))[0]);
            foreach (var say in new[] { "同意", "/批假 同意", $"/批假 #{id:N}"[..11] + " 同意", "报名", "请假", "确定", "1", "/发送", "/裁定 维持", "/审积分 通过", "/审稿" })
            {
                await AssertTapsAsync(IsolationCast.SecondSecretary, $"{kind}-{id:N}@guessed", say, before);
            }
        }

        await SettleAndListenAsync();
    }

    [Fact]
    public async Task Words_OfTheOthersButtonsAndOffers_ReachNothingOfThem()
    {
        Stores.SkipWithout();
        var before = await world.StandStillAsync();
        var says = world.FirstHeard.Concat(world.FirstReceived.Select(m => m.Raw + m.Text)).SelectMany(SaysOf).Distinct().ToList();
        Assert.InRange(says.Count, 15, int.MaxValue);
        foreach (var say in says)
        {
            foreach (var who in Curious)
            {
                await AssertNothingAsync($"{who.Name} types {say}", () => world.SaysAsync(who, say), say, before);
                await AssertNothingAsync($"{who.Name} clicks {say}", () => world.ClicksOnWeComAsync(who, say), say, before);
            }
        }

        output.WriteLine($"{says.Count} words");
        await SettleAndListenAsync();
    }

    [Fact]
    public async Task Group_OfTheOthers_HearsNothingThatAStrangerMayKnow()
    {
        Stores.SkipWithout();
        var before = await world.StandStillAsync();
        foreach (var words in new[] { "/名册", "/待办", "/考勤表", "/排名", "近期有什么会", "/报名 5", $"/绑定 {IsolationCast.FirstSpareCode}", $"/绑定 {IsolationCast.SecondCode}", "/签到码", "/谁没回" })
        {
            foreach (var who in Curious)
            {
                await AssertNothingAsync(
                    $"{who.Name} in the group: {words}", () => world.SaysAsync(who, words, onWeCom: false, group: IsolationCast.FirstGroup), words, before);
            }
        }

        Assert.Equal(0, await world.Books.ScalarAsync<long>(
            $"SELECT count(*) FROM conversation WHERE branch_id = '{world.Second.Value}' AND address = '{IsolationCast.FirstGroup}'"));
    }

    [Fact]
    public async Task Dialog_OfOneOfTheOthers_GoesOnAsIfNobodyHadTried()
    {
        Stores.SkipWithout();
        Assert.Contains("事由", await world.SaysAsync(IsolationCast.MidDialog, "/请假 5"), StringComparison.Ordinal);
        var before = await world.StandStillAsync();
        foreach (var words in new[] { "病假", "确定", "取消", "1", "/撤销" })
        {
            foreach (var who in Curious)
            {
                await AssertNothingAsync($"{who.Name}: {words}", () => world.SaysAsync(who, words), words, before);
            }
        }

        var asked = await world.SaysAsync(IsolationCast.MidDialog, "病假");
        Assert.Contains("核对", asked, StringComparison.Ordinal);
        Assert.Contains(IsolationCast.Theme, asked, StringComparison.Ordinal);
        Assert.Contains("已提交", await world.SaysAsync(IsolationCast.MidDialog, "确定"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_AskedForByTheirOwnBranch_AreTold()
    {
        Stores.SkipWithout();

        // The same eyes find them where they may be read: these tests could fail.
        var told = string.Join('\n', world.FirstHeard.Concat(world.FirstReceived.Select(m => m.Text)));
        Assert.All(IsolationCast.Secrets, secret => Assert.Contains(secret, told, StringComparison.Ordinal));
        var roster = await world.SaysAsync(IsolationCast.FirstSecretary, "/名册");
        Assert.Contains(IsolationCast.Absent.Name, roster, StringComparison.Ordinal);
    }

    private async Task AssertTapsAsync(Neighbour who, string copyId, string say, IReadOnlyDictionary<string, string> before)
    {
        var words = $"{who.Name} taps {say} on {copyId}";
        await AssertNothingAsync($"{words} (WeCom)", () => world.TapsOnWeComAsync(who, copyId, say), say, before);
        await AssertNothingAsync($"{words} (DingTalk)", () => world.TapsOnDingTalkAsync(who, copyId, say, inGroup: false), say, before);
        await AssertNothingAsync($"{words} (DingTalk group)", () => world.TapsOnDingTalkAsync(who, copyId, $"{say} ", inGroup: true), say, before);
    }

    /// <summary>What was typed is no secret any more: the bot may say what it did not find.</summary>
    private async Task AssertNothingAsync(
        string attempt, Func<Task<string>> tryAsync, string typed, IReadOnlyDictionary<string, string> before)
    {
        var heard = await tryAsync();
        foreach (var secret in IsolationCast.Secrets.Where(s => !typed.Contains(s, StringComparison.Ordinal)))
        {
            Assert.False(heard.Contains(secret, StringComparison.Ordinal), $"{attempt}\nwas told {secret}:\n{heard}");
        }

        var after = await world.FirstRowsAsync();
        Assert.True(before.All(t => after[t.Key] == t.Value), $"{attempt}\nchanged {string.Join(", ", before.Keys.Where(t => before[t] != after[t]))}:\n{heard}");
    }

    /// <summary>Whatever the attempts left in the outbox goes out, and tells the second branch nothing either.</summary>
    private async Task SettleAndListenAsync()
    {
        await world.RestAsync();
        foreach (var message in world.SecondReceived)
        {
            Assert.All(IsolationCast.First, p => Assert.DoesNotContain(p.Id.Value.ToString("N"), message.Raw.GetRawText(), StringComparison.Ordinal));
            Assert.All(
                new[] { IsolationCast.Reason, IsolationCast.Dispute, IsolationCast.Theme, IsolationCast.Place, IsolationCast.Claim },
                secret => Assert.DoesNotContain(secret, message.Text, StringComparison.Ordinal));
        }
    }

    private async Task<IReadOnlyList<string>> WordsForAsync(CommandDefinition command)
    {
        var things = new List<string> { "5", IsolationCast.Absent.Name, IsolationCast.FirstSpareCode };
        things.AddRange(Handles().Matches(string.Join('\n', world.FirstHeard)).Select(m => m.Value).Distinct().Take(3));
        things.AddRange(CheckInCode().Matches(string.Join('\n', world.FirstHeard)).Select(m => m.Value).Distinct().Take(1));
        things.Add((await IdsAsync("session", "session_id"))[^1]);
        var name = $"/{command.Names[0]}";
        var rest = command.Examples.Select(e => e.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(e => e.Length > 2)?[2..] ?? [];
        return
        [
            name,
            .. command.Examples,
            .. things.Select(t => $"{name} {t}"),
            .. command.Arguments.Count > 0 ? things.Select(t => $"{name} {t} {string.Join(' ', rest)} 确认") : [],
            .. command.Arguments.Take(2).SelectMany(a => things[3..].Take(1).Select(t => $"{name} {a.Names[0]}={t}")),
        ];
    }

    private Task<IReadOnlyList<string>> IdsAsync(string table, string column) =>
        world.Books.ColumnAsync($"SELECT {column}::text FROM {table} WHERE branch_id = '{world.First.Value}' ORDER BY 1");

    private static IEnumerable<string> SaysOf(string text) =>
        Offers().Matches(text).Select(m => Regex.Unescape(m.Groups["say"].Value)).Where(s => s.Length is > 0 and < 60);

    [GeneratedRegex("「(?<say>[^」]+)」|\\\\*\"(?:say|key)\\\\*\"\\s*:\\s*\\\\*\"(?<say>[^\"\\\\]+(?:\\\\u[0-9a-f]{4}[^\"\\\\]*)*)")]
    private static partial Regex Offers();

    [GeneratedRegex("#[0-9a-f]{6}")]
    private static partial Regex Handles();

    [GeneratedRegex("(?<=签到 )[0-9]{4,6}")]
    private static partial Regex CheckInCode();
}
