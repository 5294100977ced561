namespace ChatBot.Kernel.UseCases;

/// <summary>Inputs that every previewed use case takes beside its own.</summary>
public static class PreviewInputs
{
    /// <summary>The yes.</summary>
    public const string Confirm = "confirm";

    /// <summary>The digest of the card that the yes answers.</summary>
    public const string Shown = "shown";
}
