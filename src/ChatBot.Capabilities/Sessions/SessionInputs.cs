using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Sessions among the inputs of a use case.</summary>
public static class SessionInputs
{
    /// <summary>A session id, or null.</summary>
    public static SessionId? Session(this Inputs inputs, string name = "session")
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Id(name) is { } id ? new SessionId(id) : null;
    }
}
