using System.Text.Json.Nodes;
using ChatBot.Conversation.Forms;
using Xunit;

namespace ChatBot.Conversation.Tests.Forms;

/// <summary>Replicas of two versions share the stored state while a new version is rolled out, so its format stays.</summary>
public sealed class StoredStateTests
{
    private const string Stored =
        """{"f":{"n":"session_create","r":"0a","s":{"kind":{"v":"PartyClass","w":"党课"},"starts~day":{"v":"2026-03-05","w":""},"reason~files":{"v":"（附：a.jpg）","w":""}},"q":"!confirm","t":1772589600,"d":true},"u":{"n":"leave_request","r":"0b","s":{},"q":"!which"},"p":{"u":"sessions.cancel","i":{"session":"01"},"r":"0c","t":5},"d":{"n":"leave_request","x":"出差","t":7},"l":["x","y"],"ls":"sessions.any"}""";

    [Fact]
    public void Read_StateOfAnEarlierVersion_HoldsAnswersDaysAndNotes()
    {
        var run = DialogState.Read(Stored).Running!;

        Assert.Equal(("session_create", Question.Confirm, true), (run.Form, run.Asked, run.HasAsked));
        Assert.Equal(("kind", new SlotValue("PartyClass", "党课")), (Assert.Single(run.Slots).Key, run.Slots["kind"]));
        Assert.Equal(("starts", new DateOnly(2026, 3, 5)), (Assert.Single(run.Days).Key, run.Days["starts"]));
        Assert.Equal(("reason", "（附：a.jpg）"), (Assert.Single(run.Files).Key, run.Files["reason"]));
        Assert.Equal(Question.Which, DialogState.Read(Stored).Suspended!.Asked);
    }

    [Fact]
    public void Write_StateThatWasRead_HoldsTheSame()
    {
        var written = DialogState.Read(Stored).Write();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Stored), JsonNode.Parse(written)), written);
    }

    [Theory]
    [InlineData("!confirm", null)]
    [InlineData("!which", null)]
    [InlineData("reason", "reason")]
    public void Question_StoredText_ReadsBack(string text, string? slot) =>
        Assert.Equal((text, slot), (Question.Read(text).Text, Question.Read(text).Slot));

    [Fact]
    public void Read_DayThatIsNone_IsAskedAgain() =>
        Assert.True(DialogState.Read("""{"f":{"n":"f","r":"0","s":{"at~day":{"v":"soon","w":""}}}}""").Running!.IsEmpty);
}
