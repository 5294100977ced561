using ChatBot.Kernel;
using ChatBot.Kernel.Roster;

namespace ChatBot.Storage.Roster;

/// <summary>A branch as it stands in its table.</summary>
internal sealed record BranchRow(BranchId BranchId, string Code, string Name, string TimeZone)
{
    /// <summary>The columns, in the order of the record.</summary>
    public const string Columns = "branch_id, code, name, time_zone";

    public Branch ToBranch() => new(BranchId, Code, Name, TimeZone);
}
