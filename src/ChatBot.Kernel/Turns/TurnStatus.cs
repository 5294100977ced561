namespace ChatBot.Kernel.Turns;

/// <summary>How a turn ended for the endpoint.</summary>
public enum TurnStatus
{
    /// <summary>Done now.</summary>
    Done,

    /// <summary>A repeat of a message answered before; the replies are the same as then.</summary>
    Repeated,

    /// <summary>Nothing was kept: answer with an error status where the platform retries.</summary>
    NotKept,

    /// <summary>Another turn of the same message or person still runs; let the platform retry.</summary>
    Busy,
}
