namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>Whose case a sample is.</summary>
public enum RightsCaseOf
{
    /// <summary>A session of the whole branch, or a person of the third group.</summary>
    Branch,

    /// <summary>A meeting of the first group, or a person of it.</summary>
    FirstGroup,

    /// <summary>The secretary's own.</summary>
    Secretary,

    /// <summary>A list that holds what each reader may see, if anything.</summary>
    Anything,
}
