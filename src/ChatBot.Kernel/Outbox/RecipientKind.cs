namespace ChatBot.Kernel.Outbox;

/// <summary>For whom an outbox row is.</summary>
public enum RecipientKind
{
    /// <summary>The branch's group chat, or the chat of one party group where that is bound.</summary>
    Group,

    /// <summary>One member, privately.</summary>
    Member,

    /// <summary>Nobody: work to do at a time (freeze a list, open a points window).</summary>
    Work,
}
