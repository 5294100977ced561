using ChatBot.Host.Roster;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Host.Tests.Roster;

/// <summary>Roster files: every fault names row and column, and one fault means that no row counts.</summary>
public sealed class RosterFileTests
{
    [Fact]
    public void Read_GoodFile_GivesRolesGroupsAndAccounts()
    {
        var (rows, faults) = RosterFile.Read(TableReader.ReadCsv(
            "姓名,党小组,角色,流动党员,企业微信,钉钉,Bot Framework,转入日期\n甲一,一组,书记,否,JiaYi,,,2025-03-01\n乙二,一组,\"组长、记录人\",是,,d2,29:B,2025/3/2\n"u8.ToArray()));

        Assert.Empty(faults);
        Assert.Equal(2, rows.Count);
        Assert.Equal(Roles.Secretary | Roles.Committee, rows[0].Roles);
        Assert.Equal(new DateOnly(2025, 3, 1), rows[0].JoinedOn);
        Assert.Equal("JiaYi", rows[0].WeCom);
        Assert.Equal(Roles.GroupLeader | Roles.Recorder, rows[1].Roles);
        Assert.True(rows[1].IsMobile);
        Assert.Equal(("d2", "29:B"), (rows[1].DingTalk, rows[1].BotFramework));
    }

    [Fact]
    public void Read_ThreeDifferentFaults_NamesRowAndColumnOfEachAndKeepsNoRow()
    {
        var (rows, faults) = RosterFile.Read(TableReader.ReadCsv(
            "姓名,党小组,角色,转入日期,企业微信\n甲一,一组,皇帝,2025-03-01,a\n,一组,党员,2025-03-01,b\n丙三,一组,党员,三月,c\n"u8.ToArray()));

        Assert.Empty(rows);
        Assert.Collection(
            faults,
            f => Assert.Equal((2, "角色"), (f.Row, f.Column)),
            f => Assert.Equal((3, "姓名"), (f.Row, f.Column)),
            f => Assert.Equal((4, "转入日期"), (f.Row, f.Column)));
    }

    [Theory]
    [InlineData("姓名,企业微信\n甲,x\n乙,X\n", 3, "企业微信")]
    [InlineData("姓名\n甲\n甲\n", 3, "姓名")]
    [InlineData("姓名,身高\n甲,1\n", 1, "身高")]
    [InlineData("党小组\n一组\n", 1, "姓名")]
    [InlineData("姓名,姓名\n甲,乙\n", 1, "姓名")]
    [InlineData("姓名,角色\n甲,组长\n", 2, "党小组")]
    [InlineData("姓名,转入日期,转出日期\n甲,2025-03-02,2025-03-01\n", 2, "转出日期")]
    [InlineData("姓名,流动党员\n甲,也许\n", 2, "流动党员")]
    public void Read_OneFault_NamesItsPlace(string csv, int row, string column)
    {
        var (rows, faults) = RosterFile.Read(TableReader.ReadCsv(System.Text.Encoding.UTF8.GetBytes(csv)));

        Assert.Empty(rows);
        Assert.Contains(faults, f => f.Row == row && f.Column == column);
    }

    [Fact]
    public void Read_EmptyFile_SaysWhatTheFirstRowHolds()
    {
        var (_, faults) = RosterFile.Read([]);

        Assert.Contains("姓名", Assert.Single(faults).Message, StringComparison.Ordinal);
    }
}
