namespace ChatBot.Kernel.Outbox;

/// <summary>For whom an outbox row is.</summary>
public readonly record struct Recipient(RecipientKind Kind, MemberId? Member = null, GroupId? Group = null)
{
    public static Recipient BranchGroup => new(RecipientKind.Group);

    public static Recipient ToGroup(GroupId? group) => new(RecipientKind.Group, null, group);

    public static Recipient To(MemberId member) => new(RecipientKind.Member, member);

    public static Recipient Worker => new(RecipientKind.Work);
}
