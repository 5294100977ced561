namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>What a sample does to the books when it is done.</summary>
public enum RightsEffect
{
    /// <summary>Writes.</summary>
    Writes,

    /// <summary>Only looks something up.</summary>
    None,

    /// <summary>Writes the first time and finds it done the second.</summary>
    WritesOnce,
}
