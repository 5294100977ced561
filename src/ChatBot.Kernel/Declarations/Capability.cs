namespace ChatBot.Kernel.Declarations;

/// <summary>
/// One thing the bot is there for (leave, points, study): declares all it has in one place. A capability is found by its
/// type; nothing else in the house knows its name.
/// </summary>
public abstract class Capability
{
    /// <summary>Its name: the folder under <c>dialogs/</c>, in lower case.</summary>
    public abstract string Name { get; }

    /// <summary>Declares what it has.</summary>
    public abstract void Declare(CapabilityBuilder room);
}
