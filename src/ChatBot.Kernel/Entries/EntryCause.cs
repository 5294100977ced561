namespace ChatBot.Kernel.Entries;

/// <summary>Why a line of an account was written; stored in lower case.</summary>
public enum EntryCause
{
    /// <summary>A claim was granted.</summary>
    Claim,

    /// <summary>A decision was taken back.</summary>
    Undo,

    /// <summary>A line was wrong.</summary>
    Correction,
}
