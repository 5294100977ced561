namespace ChatBot.Kernel.Turns;

/// <summary>Whether the replies of a message are to be delivered now.</summary>
public enum DeliveryStatus
{
    /// <summary>By this caller.</summary>
    Taken,

    /// <summary>They went out before.</summary>
    Delivered,

    /// <summary>Somebody is about to for longer than one waits, or died over it: let the platform repeat.</summary>
    Underway,
}
