namespace ChatBot.Kernel.Turns;

/// <summary>A store (Postgres or Redis) did not answer; nothing of the call is known to have happened.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
