using ChatBot.Conversation;
using ChatBot.Kernel.Declarations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>
/// Design §2, property 2: a capability that the product does not know (use case, form, command, wording, right, store,
/// outbox kind, undo, migration) works in real turns; nothing of it stands outside this folder.
/// </summary>
public sealed class TeaTests(TeaFixture fixture) : IClassFixture<TeaFixture>
{
    [Fact]
    public async Task Form_BySentence_IsAskedConfirmedAndTold()
    {
        var bot = fixture.Bot;
        var member = bot.Of("张晓梅");

        Assert.Contains("要什么茶", (await member.SaysAsync("给我来杯茶")).Text, StringComparison.Ordinal);
        Assert.Contains("请核对", (await member.SaysAsync("茉莉花茶")).Text, StringComparison.Ordinal);
        Assert.Contains("已登记：茉莉花茶", (await member.SaysAsync("确定")).Text, StringComparison.Ordinal);

        await bot.SettleAsync();
        Assert.Contains(bot.Secretary.Pushes, p => p.Contains("张晓梅登记了茶水：茉莉花茶", StringComparison.Ordinal));
        Assert.Contains("张晓梅：茉莉花茶", (await bot.Secretary.SaysAsync("/茶水单")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_OfItsOwnKind_IsItsOwn()
    {
        var member = fixture.Bot.Of("张晓梅");

        Assert.Contains("已登记：红茶", (await member.SaysAsync("/茶水 红茶")).Text, StringComparison.Ordinal);
        Assert.Contains("茶水登记已撤销", (await member.SaysAsync("/撤销")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("红茶", (await fixture.Bot.Secretary.SaysAsync("/茶水单")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_AsDeclared_IsAskedAndSaysWhoMay()
    {
        var answer = (await fixture.Bot.Of("张晓梅").SaysAsync("/茶水单")).Text;

        Assert.Contains("查看茶水单由支部书记办理", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_ThatWasNotDeclared_IsPrivate() =>
        Assert.Contains("私聊", (await fixture.Bot.Secretary.SaysInGroupAsync("/茶水单")).Text, StringComparison.Ordinal);

    [Fact]
    public void DialogsCheck_WithItsFolder_HasNoFault() => Assert.Empty(DialogsCheck.Run(
        fixture.Bot.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Dialogs:Folder"]!,
        fixture.Bot.Services.GetRequiredService<DeclaredNames>()));

    [Fact]
    public void Source_OutsideItsFolder_DoesNotNameIt()
    {
        var own = Path.Combine(Repository.Root, "tests/ChatBot.EndToEnd.Tests/SampleCapability");
        var named = new[] { "src", "tests", "dialogs" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => !file.StartsWith(own, StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".yaml" or ".sql")
            .Where(file => !file.StartsWith(own, StringComparison.Ordinal) && File.ReadAllText(file).Contains("TeaCapability", StringComparison.Ordinal));

        Assert.Empty(named);
    }
}
