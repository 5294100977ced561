namespace ChatBot.Kernel.Telemetry;

/// <summary>What becomes of an outbox row, as the figures name it.</summary>
public static class RowOutcome
{
    /// <summary>It went out.</summary>
    public const string Sent = "sent";

    /// <summary>Its guard did not hold any more, or it would have come too late.</summary>
    public const string Dropped = "dropped";

    /// <summary>Work that is done.</summary>
    public const string Done = "done";

    /// <summary>Put off.</summary>
    public const string Again = "again";

    /// <summary>Given up; the secretary sees it.</summary>
    public const string Dead = "dead";
}

/// <summary>What becomes of a form, as the figures name it.</summary>
public static class DialogOutcome
{
    /// <summary>It began.</summary>
    public const string Started = "started";

    /// <summary>It changed something.</summary>
    public const string Submitted = "submitted";

    /// <summary>Given up by the person.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Left alone for longer than it waits.</summary>
    public const string Expired = "expired";
}
