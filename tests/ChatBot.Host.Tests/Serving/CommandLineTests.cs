using ChatBot.Host.Cli;
using Xunit;

namespace ChatBot.Host.Tests.Serving;

/// <summary>Exit codes of the command line: 0 done, 1 failed, 2 wrong usage.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("roster", "import")]
    [InlineData("export", "secrets", "--branch", "x", "-o", "y.csv")]
    [InlineData("datetime", "--at", "yesterday-ish")]
    public async Task Run_WrongUsage_ExitsWithTwo(params string[] args) => Assert.Equal(2, await BotCommand.RunAsync(args));

    [Fact]
    public async Task Run_Help_ExitsWithZero() => Assert.Equal(0, await BotCommand.RunAsync(["--help"]));

    [Fact]
    public async Task DialogsCheck_ProductsOwnFolder_FindsNoFault() => Assert.Equal(0, await BotCommand.RunAsync(["dialogs", "check"]));

    [Fact]
    public async Task RosterImport_FileMissing_ExitsWithOne() =>
        Assert.Equal(1, await BotCommand.RunAsync(["roster", "import", "/no/such/file.csv", "--branch", "x"]));
}
