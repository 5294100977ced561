using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel.Requests;

/// <summary>The names of one kind of request, each said once.</summary>
/// <param name="Words">How its wording begins: <c>leave</c> in <c>leave.approved</c>.</param>
/// <param name="Kind">How its cards and the facts of its rows call it.</param>
/// <param name="Decide">Who decides: the row of rules.md §20.</param>
public sealed record RequestTerms(string Words, string Kind, ActionRule Decide)
{
    /// <summary>The row that puts it to who decides.</summary>
    public required OutboxKind Ask { get; init; }

    /// <summary>The row that tells the asker what was decided.</summary>
    public required OutboxKind Decided { get; init; }

    /// <summary>The row that tells the asker that the decision was taken back.</summary>
    public required OutboxKind Reopened { get; init; }

    /// <summary>The row that tells who granted it that it was taken back; null where what was granted cannot be.</summary>
    public OutboxKind? Withdrawn { get; init; }

    /// <summary>How the audit calls the granting.</summary>
    public required string ApproveAction { get; init; }

    /// <summary>How the audit calls the refusing.</summary>
    public required string DeclineAction { get; init; }

    /// <summary>How the audit calls the taking back.</summary>
    public required string WithdrawAction { get; init; }

    /// <summary>All kinds of rows.</summary>
    public IReadOnlyList<OutboxKind> Rows => Withdrawn is { } withdrawn ? [Ask, Decided, Reopened, withdrawn] : [Ask, Decided, Reopened];

    /// <summary>The key of the card about one.</summary>
    public string CardOf(Guid id) => CardKey.Of(Kind, id);

    /// <summary>The wording key of a sentence.</summary>
    public string Key(string sentence) => $"{Words}.{sentence}";

    /// <summary>The wording key of where it stands.</summary>
    public string StatusKey(RequestStatus status) => status switch
    {
        RequestStatus.Pending => Key("status.pending"),
        RequestStatus.Approved => Key("status.approved"),
        RequestStatus.Declined => Key("status.declined"),
        RequestStatus.Withdrawn => Key("status.withdrawn"),
    };
}
