using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Sessions;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.CheckIn;

public sealed class CheckInTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_SecondTime_KeepsTheFirstAndCanBeTakenBack()
    {
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9].Id;
        var entry = new CheckInEntry(new SessionId(Guid.NewGuid()), member, stores.Clock.GetUtcNow(), true, books.Branch.Recorder.Id);

        await books.HaveAsync(new CheckInSaved(entry));
        await books.HaveAsync(new CheckInSaved(entry with { At = entry.At.AddMinutes(20), IsOnline = false }));
        Assert.Equal([entry], await stores.Get<ICheckInReader>().ForSessionAsync(books.Branch.Id, entry.Session, Token));

        await books.HaveAsync(new CheckInRemoved(entry.Session, member));
        Assert.Empty(await stores.Get<ICheckInReader>().ForSessionAsync(books.Branch.Id, entry.Session, Token));
    }
}
