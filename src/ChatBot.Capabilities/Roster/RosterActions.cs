using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Roster;

/// <summary>Rows of rules.md §20 for the branch itself.</summary>
public static class RosterActions
{
    /// <summary>Bind a conversation, see the roster with chat accounts, see the routes.</summary>
    public static ActionRule Manage { get; } = new("branch.manage", Who.Secretary);
}
