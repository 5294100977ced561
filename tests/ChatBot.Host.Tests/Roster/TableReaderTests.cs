using ChatBot.Host.Export;
using ChatBot.Host.Roster;
using Xunit;

namespace ChatBot.Host.Tests.Roster;

/// <summary>CSV and XLSX as people make them.</summary>
public sealed class TableReaderTests
{
    [Fact]
    public void ReadCsv_QuotesCommasAndLineBreaks_StayInTheirCell()
    {
        var rows = TableReader.ReadCsv("\uFEFFa,\"b,\"\"c\"\"\r\nd\",e\r\n1,,3"u8.ToArray());

        Assert.Equal(["a", "b,\"c\"\r\nd", "e"], rows[0]);
        Assert.Equal(["1", "", "3"], rows[1]);
    }

    [Fact]
    public void ReadCsv_NotUtf8_SaysHowToSaveIt()
    {
        var gbk = new byte[] { 0xD0, 0xD5, 0xC3, 0xFB, 0x0A };

        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => TableReader.ReadCsv(gbk)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadCsv_UnclosedQuote_NamesTheRow() =>
        Assert.Contains("Row 2", Assert.Throws<InvalidDataException>(() => TableReader.ReadCsv("a\n\"b\n"u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_XlsxWrittenByTheExport_GivesTheSameCells()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        try
        {
            TableWriter.Write(path, "points", [["姓名", "合计"], ["甲一", 4.5m], ["乙二", 3]]);
            var rows = TableReader.Read(path);

            Assert.Equal(["姓名", "合计"], rows[0]);
            Assert.Equal(["甲一", "4.5"], rows[1]);
            Assert.Equal(["乙二", "3"], rows[2]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_TextNamedXlsx_IsRefusedClearly()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        File.WriteAllText(path, "no workbook");
        try
        {
            Assert.Contains("xlsx", Assert.Throws<InvalidDataException>(() => TableReader.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("甲,乙", "\"甲,乙\"")]
    [InlineData("甲", "甲")]
    public void ToCsv_TextThatASpreadsheetWouldRun_IsMadeHarmless(string cell, string written) =>
        Assert.Equal(written + "\r\n", TableWriter.ToCsv([[cell]]));
}
