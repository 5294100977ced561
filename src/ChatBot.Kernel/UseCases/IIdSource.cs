namespace ChatBot.Kernel.UseCases;

/// <summary>New ids; time-ordered in production, predictable in tests.</summary>
public interface IIdSource
{
    /// <summary>A new id.</summary>
    Guid New();
}
