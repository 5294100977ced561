namespace ChatBot.Kernel.Requests;

/// <summary>Where a request stands; each capability has its own words for it.</summary>
public enum RequestStatus
{
    /// <summary>Waits for somebody else's decision.</summary>
    Pending,

    /// <summary>Granted.</summary>
    Approved,

    /// <summary>Not granted.</summary>
    Declined,

    /// <summary>Taken back.</summary>
    Withdrawn,
}
