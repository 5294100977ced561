using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class UnderstandingConsoleTests
{
    private static readonly DateTime At = new(2026, 3, 4, 10, 0, 0);

    [Fact]
    public void RunUnderstand_PlainLine_AnswersOneJsonLine()
    {
        using var output = new StringWriter { NewLine = "\n" };

        UnderstandingConsole.RunUnderstand(Understander.Load(ProductFiles.Dialogs), new StringReader("登记志愿服务1.5小时\n\n"), output, At, explain: false);

        Assert.Equal("""{"input":"登记志愿服务1.5小时","intent":"points_claim","slots":{"points_category":"volunteer","quantity":1.5,"unit":"hours"},"confidence":0.95}""" + "\n", output.ToString());
    }

    [Fact]
    public void RunDateTime_JsonLine_UsesItsReference()
    {
        using var output = new StringWriter { NewLine = "\n" };

        UnderstandingConsole.RunDateTime(new StringReader("""{"input":"明天","reference":"2025-12-31T09:00:00"}"""), output, At);

        Assert.Equal("""{"input":"明天","expect":[{"text":"明天","start":0,"length":2,"type":"date","timex":"2026-01-01","values":[{"timex":"2026-01-01","type":"date","value":"2026-01-01"}]}]}""" + "\n", output.ToString());
    }

    [Fact]
    public void RunNumber_LineThatOnlyLooksLikeJson_IsReadAsText()
    {
        using var output = new StringWriter { NewLine = "\n" };

        UnderstandingConsole.RunNumber(new StringReader("{第三个"), output);

        Assert.Equal("""{"input":"{第三个","expect":[{"text":"第三","start":1,"length":2,"type":"ordinal","value":"3","offset":"3","relativeTo":"start"}]}""" + "\n", output.ToString());
    }
}
