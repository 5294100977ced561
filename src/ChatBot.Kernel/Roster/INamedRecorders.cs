namespace ChatBot.Kernel.Roster;

/// <summary>Who is named as recorder of something, beside those who hold the office (rules.md §20, <c>ses</c>).</summary>
public interface INamedRecorders
{
    /// <summary>Whether something that is not closed names the person.</summary>
    bool IsNamed(MemberId member, BranchSnapshot branch);
}
