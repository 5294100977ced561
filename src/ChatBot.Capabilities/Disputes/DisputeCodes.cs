using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>How the table calls the states of a dispute.</summary>
internal static class DisputeCodes
{
    /// <summary>The code of a state.</summary>
    public static string Of(RequestStatus status) => status switch
    {
        RequestStatus.Pending => "open",
        RequestStatus.Approved => "upheld",
        RequestStatus.Declined => "rejected",
        RequestStatus.Withdrawn => "withdrawn",
    };

    /// <summary>The state of a code.</summary>
    /// <exception cref="FormatException">The table holds no such code.</exception>
    public static RequestStatus Parse(string code) => code switch
    {
        "open" => RequestStatus.Pending,
        "upheld" => RequestStatus.Approved,
        "rejected" => RequestStatus.Declined,
        "withdrawn" => RequestStatus.Withdrawn,
        _ => throw new FormatException($"A dispute cannot be '{code}'."),
    };
}
