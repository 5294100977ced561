namespace ChatBot.Kernel.Ledger;

/// <summary>How a commit ended.</summary>
public enum CommitStatus
{
    /// <summary>All of it is written.</summary>
    Committed,

    /// <summary>Nothing is written: the message, or the dialog's submission, was committed before.</summary>
    AlreadyDone,

    /// <summary>Nothing is written: a guard did not hold, because somebody else was faster. Read again and try again.</summary>
    Conflict,
}
