using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Storage.Audit;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatBot.Storage.Tests.Audit;

/// <summary>The sealer works on all branches, so it has a fixture of its own.</summary>
public sealed class AuditTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seal_LinesWaiting_SealsThemOnceAndTheChainHolds()
    {
        var books = await WithLinesAsync(5);
        Assert.Equal(5, (await VerifyAsync(books)).Unsealed);

        await SealAllAsync();
        var first = await VerifyAsync(books);
        await books.HaveAsync(Line(books, 6));
        await SealAllAsync();
        var second = await VerifyAsync(books);

        Assert.Equal((true, 5, 0), (first.IsWhole, first.Sealed, first.Unsealed));
        Assert.Equal((true, 6, 0), (second.IsWhole, second.Sealed, second.Unsealed));
        Assert.NotEqual(first.Head, second.Head);
    }

    [Fact]
    public async Task Seal_SeveralReplicasAtOnce_MakesOneChain()
    {
        var books = await WithLinesAsync(40);
        var sealers = Enumerable.Range(0, 4).Select(_ => stores.StartReplica().GetRequiredService<AuditSealer>()).ToList();

        await Task.WhenAll(sealers.Select(s => s.SealAsync(1000, Token)));
        await SealAllAsync();

        Assert.Equal(new AuditReport(40, 0, null, "", (await VerifyAsync(books)).Head), await VerifyAsync(books));
    }

    [Fact]
    public async Task Seal_LineCommittedAfterALaterOneWasSealed_TakesTheNextPlace()
    {
        var books = await Books.OpenAsync(stores);
        await using var slow = await stores.Outside.OpenConnectionAsync(Token);
        await using var transaction = await StoreFixture.BeginAsync(slow, Token);
        await using var batch = new NpgsqlBatch(slow, transaction);
        AuditWrites.Write(Line(books, 1), new WriteBatch(batch, books.Branch.Id));
        await batch.ExecuteNonQueryAsync(Token);
        await books.HaveAsync(Line(books, 2));
        await SealAllAsync();

        await transaction.CommitAsync(Token);
        await SealAllAsync();

        var report = await VerifyAsync(books);
        Assert.Equal((true, 2, 0), (report.IsWhole, report.Sealed, report.Unsealed));
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = 'x' WHERE branch_id = $1 AND seq = $2", "audit", "was changed")]
    [InlineData("UPDATE audit SET actor_id = NULL WHERE branch_id = $1 AND seq = $2", "audit", "was changed")]
    [InlineData("UPDATE audit SET done_at = done_at + interval '1 microsecond' WHERE branch_id = $1 AND seq = $2", "audit", "was changed")]
    [InlineData("DELETE FROM audit WHERE branch_id = $1 AND seq = $2", "audit", "is missing")]
    [InlineData("UPDATE audit_seal SET hash = sha256('x') WHERE branch_id = $1 AND seq = $2", "audit_seal", "was changed")]
    [InlineData("DELETE FROM audit_seal WHERE branch_id = $1 AND seq = $2", "audit_seal", "seal 3 is missing")]
    public async Task Verify_ThirdLineTamperedWithTheGuardsOff_IsFoundThere(string tamper, string table, string fault)
    {
        var books = await WithLinesAsync(5);
        await SealAllAsync();
        var third = await stores.ScalarAsync<long>(
            "SELECT seq FROM audit_seal WHERE branch_id = $1 AND position = 3", books.Branch.Id.Value);

        await stores.ExecuteAsync($"GRANT UPDATE, DELETE ON {table} TO CURRENT_USER");
        await stores.ExecuteAsync(tamper, books.Branch.Id.Value, third);
        await stores.ExecuteAsync($"SELECT keep_append_only('{table}')");

        var report = await VerifyAsync(books);
        Assert.Equal((false, 2L, 3L), (report.IsWhole, report.Sealed, report.BrokenAt));
        Assert.Contains(fault, report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LineSlippedIn_IsFound()
    {
        var books = await WithLinesAsync(2);
        await SealAllAsync();

        await stores.ExecuteAsync(
            "INSERT INTO audit (branch_id, action, subject, detail, done_at) VALUES ($1, 'x', '', '', now())", books.Branch.Id.Value);

        var report = await VerifyAsync(books);
        Assert.Equal(3, report.BrokenAt);
        Assert.Contains("has no seal", report.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = 'x'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    [InlineData("UPDATE audit_seal SET hash = sha256('x')")]
    [InlineData("DELETE FROM audit_seal")]
    [InlineData("TRUNCATE audit_seal")]
    public async Task Trail_ChangedByHand_IsRefused(string sql)
    {
        await WithLinesAsync(1);
        await SealAllAsync();

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => stores.ExecuteAsync(sql))).SqlState);
    }

    private async Task SealAllAsync()
    {
        while (await stores.Get<AuditSealer>().SealAsync(1000, Token) > 0)
        {
        }
    }

    private Task<AuditReport> VerifyAsync(Books books) => stores.Get<AuditVerifier>().VerifyAsync(books.Branch.Id, Token);

    private async Task<Books> WithLinesAsync(int count)
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync([.. Enumerable.Range(1, count).Select(n => Line(books, n))]);
        return books;
    }

    private Audited Line(Books books, int n) =>
        new(books.Branch.Secretary.Id, "session.create", $"session {n}", $"第{n}条", stores.Clock.GetUtcNow().AddTicks(7 * n));
}
