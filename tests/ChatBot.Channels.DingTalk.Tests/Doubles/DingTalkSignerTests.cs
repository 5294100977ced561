using System.Text.Json;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>The double's own signatures against known answers, so that it can be trusted to judge the product's.</summary>
public sealed class DingTalkSignerTests
{
    [Fact]
    public void Sign_KnownSecret_GivesWhatPythonGives()
    {
        Assert.Equal("v6qgiVUNuiXk+uiqrns+z0vfSRFdUJlW0SBUJNmmGK4=", DingTalkSigner.Sign("1772589600000", DingTalkDemo.AppSecret));
        Assert.Equal("MBhHe/1+n0pkuUk4H+bkTsBNSIjWAhIzDws15UE+nyw=", DingTalkSigner.SignCard("1772589600000", DingTalkDemo.AppSecret));
    }

    [Fact]
    public void Sign_SharedVectors_AgreeByteForByte()
    {
        foreach (var vector in Vectors("signatures"))
        {
            Assert.Equal(Of(vector, "sign"), DingTalkSigner.Sign(Of(vector, "timestamp")!, Of(vector, "secret")!));
        }

        foreach (var vector in Vectors("cardCallbackSignatures"))
        {
            Assert.Equal(Of(vector, "signature"), DingTalkSigner.SignCard(Of(vector, "timestamp")!, Of(vector, "apiSecret")!));
        }
    }

    [Fact]
    public void AcceptsHeaders_SharedVectors_AgreeOnEachPair()
    {
        foreach (var vector in Vectors("headerChecks"))
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(vector.GetProperty("now").GetInt64());
            var accepted = DingTalkSigner.AcceptsHeaders(Of(vector, "timestamp"), Of(vector, "sign"), Of(vector, "appSecret")!, now);

            Assert.True(vector.GetProperty("accept").GetBoolean() == accepted, Of(vector, "name"));
        }
    }

    private static IReadOnlyList<JsonElement> Vectors(string section)
    {
        var path = SharedFiles.Find("protocols/dingtalk-vectors.json");
        Assert.SkipWhen(path is null, "No shared/protocols beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(path!));
        return [.. document.RootElement.GetProperty(section).EnumerateArray().Select(e => e.Clone())];
    }

    private static string? Of(JsonElement vector, string name) => vector.GetProperty(name).GetString();
}
