namespace ChatBot.Kernel.Requests;

/// <summary>What somebody decides on a request.</summary>
public enum Decision
{
    /// <summary>Grants it.</summary>
    Approve,

    /// <summary>Does not grant it.</summary>
    Decline,
}
