using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Outbox;

namespace ChatBot.Storage.Outbox;

/// <summary>A claimed row, as <see cref="OutboxStatements"/> returns it.</summary>
internal sealed record OutboxRow(
    BranchId BranchId,
    Guid OutboxId,
    DateTimeOffset DueAt,
    string Kind,
    string Recipient,
    MemberId? RecipientMember,
    GroupId? RecipientGroup,
    string Facts,
    string? DedupeKey,
    string? CoalesceKey,
    bool KeepsQuietHours,
    int Attempts,
    int ClaimNumber,
    string? Lane,
    string? Channel,
    string? Pinned,
    long Seq)
{
    /// <summary>The columns of <c>outbox o</c>, in the order of the record.</summary>
    public const string Columns = """
        o.branch_id, o.outbox_id, o.due_at, o.kind, o.recipient, o.recipient_member, o.recipient_group, o.facts,
            o.dedupe_key, o.coalesce_key, o.keeps_quiet_hours, o.attempts, o.claim_number, o.lane, o.channel, o.pinned, o.seq
        """;

    public OutboxItem ToItem() => new()
    {
        Branch = BranchId,
        Id = OutboxId,
        DueAt = DueAt,
        Kind = Kind,
        Recipient = new Recipient(Code.Parse<RecipientKind>(Recipient), RecipientMember, RecipientGroup),
        Facts = FactsJson.Read(Facts),
        DedupeKey = DedupeKey,
        CoalesceKey = CoalesceKey,
        KeepsQuietHours = KeepsQuietHours,
        Attempts = Attempts,
        ClaimNumber = ClaimNumber,
        Lane = Lane,
        Channel = Channel,
        Pinned = Pinned,
    };
}
