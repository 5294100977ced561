using ChatBot.Conversation.Tests.Dialogs;
using Xunit;

namespace ChatBot.Conversation.Tests.Activities;

/// <summary>The example of the README compiles and does what it says.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public void Readme_Example_IsTheCompiledOne()
    {
        var source = Read("tests/ChatBot.Conversation.Tests/Activities/PhoneNumbers.cs");
        var example = source[(source.IndexOf("// <example>\n", StringComparison.Ordinal) + "// <example>\n".Length)..source.IndexOf("\n// </example>", StringComparison.Ordinal)];

        Assert.Contains($"```csharp\n{example}```", Read("src/ChatBot.Conversation/Activities/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_NumberSaidByAnybody_IsBlanked()
    {
        var heard = "";
        using var bot = new Bot(middleware: [new Middleware(_ => { }, a => a.Text = "请拨 13812345678"), new PhoneNumbers(), new Middleware(a => heard = a.Text, _ => { })]);

        var said = await bot.Says("我的电话是 13987654321");

        Assert.Equal("我的电话是 ***", heard);
        Assert.All(said.Result.Replies, r => Assert.Equal("请拨 ***", r.Text));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(ProductFiles.Root, path)).ReplaceLineEndings("\n");
}
