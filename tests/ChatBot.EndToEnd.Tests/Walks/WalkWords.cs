using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;
using ChatBot.Host.Serving;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>What walkers say: sentences of every intent, commands, answers of forms, and slips of the finger.</summary>
internal sealed class WalkWords
{
    private static readonly string Dialogs = DialogsFolder.Find(null);

    private static readonly string[] Answers =
    [
        "1", "2", "3", "第二个", "是", "不", "对", "好的", "确定", "改", "上一步", "跳过", "无", "明天下午三点", "下周三", "三楼会议室", "出差", "病假", "家里有事", "其他", "两小时", "3", "志愿服务", "同意", "不同意",
        "不对，是周四", "改成事假", "下一个", "党课", "线上", "1234", "#a1b2c3", "全部", "王芳", "专题学习", "到会", "时间", "地点", "二月", "那天我到了，坐在后排", "没有", "嗯", "就这样", "不知道", "？", "……", "😀",
    ];

    private static readonly string[] Slips = ["，", "吗", "不", "请", "我", "😀", "周五", "。。。", "的", "/", "#", "1", " ", "\n", "​", "？"];

    private readonly string[] _sentences;
    private readonly string[] _commands;
    private readonly string[] _names;

    public WalkWords()
    {
        _sentences = [.. IntentDefinition.Load(Dialogs, new List<Fault>()).SelectMany(i => i.Examples)];
        var commands = CommandGrammar.Load(Dialogs).Commands;
        _commands = [.. commands.SelectMany(c => c.Examples)];
        _names = [.. commands.SelectMany(c => c.Names.Concat(c.EnglishNames)).Select(n => "/" + n)];
    }

    /// <summary>Something to say.</summary>
    public string Next(Random random) => random.Next(20) switch
    {
        < 8 => Pick(random, _sentences),
        8 or 9 => Slipped(random, Pick(random, _sentences)),
        10 or 11 => Pick(random, _commands),
        12 => Pick(random, _names),
        13 => Slipped(random, Pick(random, _commands)),
        14 => Pick(random, _names) + " " + Pick(random, Answers),
        _ => Pick(random, Answers),
    };

    private static string Slipped(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(4) switch
        {
            0 => text[..at],
            1 => text.Insert(at, Pick(random, Slips)),
            2 when at < text.Length => text.Remove(at, 1),
            _ => text + Pick(random, Slips),
        };
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
