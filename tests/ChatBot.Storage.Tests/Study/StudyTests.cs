using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Study;

public sealed class StudyTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IStudyReader Reader => stores.Get<IStudyReader>();

    [Fact]
    public async Task Add_NumberInUse_ConflictsAndTheListIsNewestFirst()
    {
        var books = await Books.OpenAsync(stores);
        Material[] pieces = [NewMaterial(books, 1), NewMaterial(books, 2), NewMaterial(books, 3)];
        await books.HaveAsync([.. pieces.Select(p => new MaterialAdded(p))]);

        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new MaterialAdded(NewMaterial(books, 3))));
        Assert.Equal(4, await Reader.NextNumberAsync(books.Branch.Id, Token));
        Assert.Equal([3, 2], (await Reader.ListAsync(books.Branch.Id, 2, Token)).Select(m => m.Number));
        Assert.Equal(pieces[1], await Reader.FindByNumberAsync(books.Branch.Id, 2, Token));
    }

    [Fact]
    public async Task Change_NoLongerADraft_Conflicts()
    {
        var books = await Books.OpenAsync(stores);
        var draft = NewMaterial(books, 1);
        await books.HaveAsync(new MaterialAdded(draft));
        var published = draft with { Status = RequestStatus.Approved, DecidedBy = books.Branch.Deputy.Id };

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new MaterialChanged(published, RequestStatus.Pending)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new MaterialChanged(draft with { Status = RequestStatus.Withdrawn }, RequestStatus.Pending)));
        Assert.Equal(published, await Reader.GetAsync(books.Branch.Id, draft.Id, Token));
    }

    [Fact]
    public async Task Reading_SecondTime_CountsOnce()
    {
        var books = await Books.OpenAsync(stores);
        var material = new MaterialId(Guid.NewGuid());
        await books.HaveAsync(new ReadingSaved(material, books.Branch.Members[9].Id, Now));
        await books.HaveAsync(new ReadingSaved(material, books.Branch.Members[9].Id, Now.AddHours(1)));
        await books.HaveAsync(new ReadingSaved(material, books.Branch.Members[10].Id, Now.AddHours(2)));

        Assert.Equal(
            [books.Branch.Members[9].Id, books.Branch.Members[10].Id],
            await Reader.ReadersAsync(books.Branch.Id, material, Token));
    }

    private Material NewMaterial(Books books, int number) => new()
    {
        Id = new MaterialId(Guid.NewGuid()),
        Number = number,
        Title = $"学习材料{number}",
        Body = "正文",
        Link = "https://study.example/1",
        FileName = "讲稿.docx",
        Session = new SessionId(Guid.NewGuid()),
        IsFromSuperior = true,
        DraftedBy = books.Branch.Secretary.Id,
        CreatedAt = Now,
    };
}
