using System.Text;
using ChatBot.Channels.WeCom.Payloads;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

public sealed class WeComXmlTests
{
    private const string NotXml = "not well-formed XML without DTD";

    [Theory]
    [InlineData("<xml><Encrypt><![CDATA[abc]]></Encrypt></xml>", "abc")]
    [InlineData("<xml><Encrypt>abc</Encrypt><ToUserName/><AgentID></AgentID></xml>", "abc")]
    [InlineData("\n<?xml version=\"1.0\"?>", null)]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<xml>\n <A><B><C/></B></A>\n <Encrypt>abc</Encrypt>\n</xml>\n", "abc")]
    public void ReadEnvelope_Body_GivesTheCipherText(string body, string? expected)
    {
        var fault = WeComXml.ReadEnvelope(Encoding.UTF8.GetBytes(body), out var encrypted);

        Assert.Equal(expected is null ? NotXml : null, fault);
        Assert.Equal(expected ?? "", encrypted);
    }

    [Theory]
    [InlineData("", NotXml)]
    [InlineData("{\"encrypt\":\"abc\"}", NotXml)]
    [InlineData("<xml><Encrypt>abc</Encrypt>", NotXml)]
    [InlineData("<xml><Encrypt>abc</Encrypt></xml><xml/>", NotXml)]
    [InlineData("<xml><Encrypt><a/>abc</Encrypt></xml>", NotXml)]
    [InlineData("<!DOCTYPE xml [<!ENTITY e \"abc\">]><xml><Encrypt>&e;</Encrypt></xml>", NotXml)]
    [InlineData("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><Encrypt>abc</Encrypt></xml>", NotXml)]
    [InlineData("<html><Encrypt>abc</Encrypt></html>", "root is not xml")]
    [InlineData("<xml/>", "no Encrypt")]
    [InlineData("<xml></xml>", "no Encrypt")]
    [InlineData("<xml><a><Encrypt>abc</Encrypt></a></xml>", "no Encrypt")]
    public void ReadEnvelope_BodyThatMakesNoSense_IsANamedFault(string body, string expected) =>
        Assert.Equal(expected, WeComXml.ReadEnvelope(Encoding.UTF8.GetBytes(body), out _));

    [Theory]
    [InlineData("<xml><MsgType>text</MsgType><CreateTime>1</CreateTime></xml>", "no FromUserName")]
    [InlineData("<xml><FromUserName> </FromUserName><MsgType>text</MsgType><CreateTime>1</CreateTime></xml>", "no FromUserName")]
    [InlineData("<xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime></xml>", "no MsgType")]
    [InlineData("<xml><FromUserName>a</FromUserName><MsgType>text</MsgType></xml>", "no CreateTime")]
    [InlineData("<xml><FromUserName>a</FromUserName><MsgType>text</MsgType><CreateTime>-1</CreateTime></xml>", "no CreateTime")]
    [InlineData("<xml><FromUserName>a</FromUserName><MsgType>text</MsgType><CreateTime>99999999999999</CreateTime></xml>", "no CreateTime")]
    [InlineData("<xml><FromUserName>a</FromUserName>", NotXml)]
    public void ReadMessage_RequiredPartMissing_IsANamedFault(string xml, string expected)
    {
        Assert.Equal(expected, WeComXml.ReadMessage(Encoding.UTF8.GetBytes(xml), out var message));
        Assert.Null(message);
    }

    [Fact]
    public void ReadMessage_InvalidUtf8_IsANamedFault()
    {
        byte[] xml = [.. "<xml><FromUserName>"u8, 0xff, 0xfe, .. "</FromUserName></xml>"u8];
        Assert.Equal(NotXml, WeComXml.ReadMessage(xml, out _));
    }
}
