using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Roster;

/// <summary>What a person may do in the bot (rules.md §20). A rank gives no rights (R-1504).</summary>
[Worded]
[Flags]
public enum Roles
{
    /// <summary>An ordinary member (党员).</summary>
    None = 0,

    /// <summary>Leads one group (党小组长); rights reach no further than that group.</summary>
    GroupLeader = 1,

    /// <summary>Keeps the record (专人记录).</summary>
    Recorder = 2,

    /// <summary>Committee member (支部委员).</summary>
    Committee = 4,

    /// <summary>Secretary (支部书记).</summary>
    Secretary = 8,

    /// <summary>Named deputy: decides what concerns the secretary's own person .</summary>
    Deputy = 16,

    /// <summary>Sent by the superior organisation; reads what is shared, changes nothing.</summary>
    Observer = 32,
}
