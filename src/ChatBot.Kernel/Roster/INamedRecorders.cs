namespace ChatBot.Kernel.Roster;

/// <summary>
/// A part of the snapshot that says who is named as recorder of something, beside those who hold the office (rules.md §20,
/// <c>ses</c>).
/// </summary>
public interface INamedRecorders
{
    /// <summary>Whether something that is not closed names the person.</summary>
    bool IsNamed(MemberId member);
}
