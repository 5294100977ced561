using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Category of a reason; the bot has no list of proper reasons, a person decides (R-703, H-1).</summary>
[Worded]
public enum LeaveReason
{
    /// <summary>病假.</summary>
    Sick,

    /// <summary>出差.</summary>
    BusinessTrip,

    /// <summary>家中有事.</summary>
    Family,

    /// <summary>Anything else, said in words.</summary>
    Other,
}
