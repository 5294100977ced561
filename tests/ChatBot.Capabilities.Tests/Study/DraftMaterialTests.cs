using ChatBot.Capabilities.Study;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Study;

public sealed class DraftMaterialTests(UseCaseStores stores) : UseCaseTests(stores, "study.draft")
{
    [Fact]
    public async Task Draft_ByACommitteeMember_WaitsForASecondPerson() // R-1402
    {
        await DoneAsync("study.drafted", People.Committee, ("title", "Chapter 1"), ("body", "Please read."), ("superior", true));

        var material = Assert.Single(await Books.MaterialsAsync());
        Assert.Equal(
            (1, "Chapter 1", "Please read.", true, RequestStatus.Pending, People.Committee.Id, null),
            (material.Number, material.Title, material.Body, material.IsFromSuperior, material.Status, material.DraftedBy, material.DecidedBy));
        Assert.Equal(
            ["study.review to Deputy", "study.review to OtherCommittee", "study.review to Secretary"], await Books.ToldAsync());
        Assert.Equal(["Committee study.draft"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Draft_BySecretary_NeverAsksTheSecretary() // §20: ≠d
    {
        await DoneAsync("study.drafted", People.Secretary, ("title", "Chapter 1"), ("link", "https://example.org/1"));

        Assert.Equal(["study.review to Committee", "study.review to Deputy", "study.review to OtherCommittee"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Draft_ForASession_IsJoinedToIt() // R-1005
    {
        var session = await Given.SessionAsync();

        await DoneAsync("study.drafted", People.Committee, ("title", "Chapter 1"), ("file", "1.pdf"), ("session", session.Id));

        var material = Assert.Single(await Books.MaterialsAsync());
        Assert.Equal((session.Id, "1.pdf"), (material.Session, material.FileName));
    }

    [Fact]
    public async Task Draft_WithoutReview_GoesToTheGroupAtOnce() // post.review = off
    {
        await Given.PolicyAsync(new PostingPolicy { NeedsReview = false });

        await DoneAsync("study.approved", People.Committee, ("title", "Chapter 1"), ("body", "Please read."));

        Assert.Equal(RequestStatus.Approved, Assert.Single(await Books.MaterialsAsync()).Status);
        Assert.Equal(["study.posted to group"], await Books.ToldAsync());
    }

    [Theory]
    [InlineData("内部学习", "Please read.")]
    [InlineData("Chapter 1", "此件不予公开")]
    [InlineData("Chapter 1", "机 密 材料")]
    public async Task Draft_WithASecrecyMark_IsRefused(string title, string body) => // C-25
        await RefusedAsync("study.blocked_mark", People.Committee, ("title", title), ("body", body));

    [Fact]
    public async Task Draft_Incomplete_IsRefused()
    {
        await RefusedAsync("study.incomplete", People.Committee, ("title", "Chapter 1"));
        await RefusedAsync("study.incomplete", People.Committee, ("body", "Please read."));
    }

    [Fact]
    public async Task Draft_NobodyCouldApprove_SaysSoAndWritesNothing() // §20, rule 2
    {
        await Given.WithoutOfficeAsync(People.Deputy);
        await Given.WithoutOfficeAsync(People.Committee);
        await Given.WithoutOfficeAsync(People.OtherCommittee);

        await RefusedAsync("study.no_decider", People.Secretary, ("title", "Chapter 1"), ("body", "Please read."));
    }

    [Fact]
    public async Task Draft_ByOthers_IsRefused() => await RefusedForAsync( // §20: C, S
        [People.Ann, People.Leader, People.Recorder, People.Deputy, People.Observer], ("title", "Chapter 1"), ("body", "Please read."));
}
