namespace ChatBot.Kernel.Policy;

/// <summary>The parameters of one capability; a record whose properties hold the defaults.</summary>
public interface IPolicySection
{
    /// <summary>Its name in the stored policy; never changes.</summary>
    static abstract string SectionName { get; }
}
