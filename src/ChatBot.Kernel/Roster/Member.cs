using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Roster;

/// <summary>How a person belongs to the branch; guests are recorded, never counted .</summary>
[Worded]
public enum Standing
{
    /// <summary>Full member 正式党员.</summary>
    Full,

    /// <summary>Probationary member 预备党员.</summary>
    Probationary,

    /// <summary>Applicant 入党积极分子: may be invited, is not counted .</summary>
    Applicant,

    /// <summary>Guest or observer: never in the denominator.</summary>
    Guest,
}

/// <summary>A person on the roster.</summary>
public sealed record Member
{
    public required MemberId Id { get; init; }

    /// <summary>The name as the branch writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The group the person belongs to, if the branch has groups.</summary>
    public GroupId? Group { get; init; }

    public Roles Roles { get; init; }

    public Standing Standing { get; init; } = Standing.Full;

    /// <summary>Leading cadre: must ask leave in person; gives no rights (R-1504).</summary>
    public bool IsLeader { get; init; }

    /// <summary>Mobile member 流动党员: may attend online .</summary>
    public bool IsMobile { get; init; }

    /// <summary>First day on this branch's roster; sessions before it expect nothing of the person.</summary>
    public DateOnly? JoinedOn { get; init; }

    /// <summary>Last day on this branch's roster; null while the person belongs to it.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Whether the person counts as expected at all .</summary>
    public bool IsCounted => Standing is Standing.Full or Standing.Probationary && !Has(Roles.Observer);

    /// <summary>Whether the person has the role.</summary>
    public bool Has(Roles role) => (Roles & role) == role && role != Roles.None;

    /// <summary>
    /// Whether the person has not left by that day: the one place that says so. A day of leaving that is entered ahead has
    /// no effect before it is over.
    /// </summary>
    public bool IsHere(DateOnly day) => LeftOn is null || day <= LeftOn;

    /// <summary>Whether the person belongs to the branch on that day; first and last day both count.</summary>
    public bool BelongsOn(DateOnly day) => (JoinedOn is null || JoinedOn <= day) && IsHere(day);
}

/// <summary>A group (党小组) of a branch.</summary>
public sealed record PartyGroup(GroupId Id, string Name);

/// <summary>A branch and what is fixed about it.</summary>
/// <param name="Id">Key of everything it owns.</param>
/// <param name="Code">Short code that an operator types (<c>--branch CODE</c>).</param>
/// <param name="Name">Full name as shown to people.</param>
/// <param name="TimeZone">IANA time zone in which its calendar runs (C-23).</param>
public sealed record Branch(BranchId Id, string Code, string Name, string TimeZone = "Asia/Shanghai");
