using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Roster;

/// <summary>Whom a row of rules.md §20 reaches; its columns and cells.</summary>
[Worded]
[Flags]
public enum Who
{
    /// <summary>Nobody.</summary>
    Nobody = 0,

    /// <summary>Whoever is on the roster.</summary>
    Member = 1,

    /// <summary>The secretary, in the whole branch.</summary>
    Secretary = 2,

    /// <summary>Committee members, in the whole branch.</summary>
    Committee = 4,

    /// <summary>The deputy, in the whole branch.</summary>
    Deputy = 8,

    /// <summary>The deputy, for what concerns the secretary's own person (<c>sec</c>).</summary>
    DeputyForSecretary = 16,

    /// <summary>The recorder whom a session names; where it names none, whoever holds the office (<c>ses</c>).</summary>
    Recorder = 32,

    /// <summary>The leader of the group whose meeting it is (<c>grp</c>).</summary>
    SessionLeader = 64,

    /// <summary>The leader of the group of the person it concerns (<c>grp</c>).</summary>
    PersonLeader = 128,
}
