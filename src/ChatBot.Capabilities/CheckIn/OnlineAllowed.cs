using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Who may attend online (C-20).</summary>
[Worded]
public enum OnlineAllowed
{
    /// <summary>Members who are away from home for long.</summary>
    Mobile,

    /// <summary>Everybody.</summary>
    All,

    /// <summary>Nobody.</summary>
    None,
}
