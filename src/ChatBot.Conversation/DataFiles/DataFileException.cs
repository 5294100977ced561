namespace ChatBot.Conversation.DataFiles;

/// <summary>Files under <c>dialogs/</c> cannot be used as they are; the message lists every fault.</summary>
public sealed class DataFileException : Exception
{
    public DataFileException()
    {
    }

    public DataFileException(string message)
        : base(message)
    {
    }

    public DataFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that is wrong.</summary>
    public DataFileException(IReadOnlyList<Fault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    public IReadOnlyList<Fault> Faults { get; } = [];

    /// <summary>Throws when there is any fault.</summary>
    public static void ThrowIfAny(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            throw new DataFileException(faults);
        }
    }
}
