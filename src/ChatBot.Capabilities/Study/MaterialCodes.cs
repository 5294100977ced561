using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>How the table calls the states of material.</summary>
internal static class MaterialCodes
{
    /// <summary>The code of a state.</summary>
    public static string Of(RequestStatus status) => status switch
    {
        RequestStatus.Pending => "draft",
        RequestStatus.Approved => "published",
        RequestStatus.Declined => "declined",
        RequestStatus.Withdrawn => "withdrawn",
    };

    /// <summary>The state of a code.</summary>
    /// <exception cref="FormatException">The table holds no such code.</exception>
    public static RequestStatus Parse(string code) => code switch
    {
        "draft" => RequestStatus.Pending,
        "published" => RequestStatus.Approved,
        "declined" => RequestStatus.Declined,
        "withdrawn" => RequestStatus.Withdrawn,
        _ => throw new FormatException($"Material cannot be '{code}'."),
    };
}
