using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>What a session is (R-101… ).</summary>
[Worded]
public enum SessionKind
{
    /// <summary>支部党员大会.</summary>
    GeneralMeeting,

    /// <summary>支部委员会; only the committee is expected and told .</summary>
    CommitteeMeeting,

    /// <summary>党小组会; only that group is expected .</summary>
    GroupMeeting,

    /// <summary>党课.</summary>
    PartyClass,

    /// <summary>主题党日.</summary>
    ThemeDay,

    /// <summary>集中组织生活 with its six stages.</summary>
    Collective,

    /// <summary>组织生活会.</summary>
    LifeMeeting,

    /// <summary>活动: voluntary service and the like; does not count towards a streak (C-09).</summary>
    Activity,
}

/// <summary>Where a session stands.</summary>
[Worded]
public enum SessionPhase
{
    /// <summary>Announced, not begun.</summary>
    Scheduled,

    /// <summary>Begun: the list of expected members is frozen.</summary>
    Open,

    /// <summary>Over: the recorder has the list, nobody is absent yet .</summary>
    Listed,

    /// <summary>The list was confirmed by a person (H-2).</summary>
    Confirmed,

    /// <summary>Called off; nothing is expected of anybody.</summary>
    Cancelled,
}

/// <summary>How people take part.</summary>
[Worded]
public enum SessionMode
{
    InPerson,
    Online,
    Hybrid,
}

/// <summary>The six stages 学讲听报议定 .</summary>
[Worded]
public enum AgendaStage
{
    /// <summary>学.</summary>
    Study,

    /// <summary>讲.</summary>
    Lecture,

    /// <summary>听.</summary>
    Hear,

    /// <summary>报.</summary>
    Report,

    /// <summary>议.</summary>
    Discuss,

    /// <summary>定.</summary>
    Decide,
}

/// <summary>Who is meant by a session.</summary>
[Worded]
public enum AudienceKind
{
    /// <summary>Every counted member of the branch .</summary>
    Branch,

    /// <summary>One group.</summary>
    Group,

    /// <summary>The committee.</summary>
    Committee,
}

/// <summary>Who is meant by a session; <paramref name="Group"/> is set for <see cref="AudienceKind.Group"/> alone.</summary>
public readonly record struct Audience(AudienceKind Kind, GroupId? Group = null)
{
    public static Audience WholeBranch => new(AudienceKind.Branch);
}

/// <summary>Whether and until when people sign up.</summary>
/// <param name="IsOpen">Whether the session takes sign-ups at all.</param>
/// <param name="Capacity">Places; null for no limit. Beyond it people wait in order.</param>
/// <param name="Until">Last instant for a sign-up; null means until the start.</param>
public readonly record struct SignUpRule(bool IsOpen, int? Capacity = null, DateTimeOffset? Until = null);

/// <summary>A meeting or an activity of a branch.</summary>
public sealed record Session
{
    public required SessionId Id { get; init; }

    /// <summary>Short number inside the branch, from 1: what people type.</summary>
    public required int Number { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>The theme is mandatory .</summary>
    public required string Theme { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public string? Place { get; init; }

    /// <summary>Address of an online room.</summary>
    public string? Link { get; init; }

    public SessionMode Mode { get; init; }

    public Audience Audience { get; init; }

    public SignUpRule SignUp { get; init; } = new(true);

    /// <summary>"Held on its own?" (单独召开, R-106): null while nobody has said; only <c>true</c> or null counts.</summary>
    public bool? HeldOnItsOwn { get; init; }

    /// <summary>Whether the secretary opened online attendance to everybody (C-20).</summary>
    public bool OnlineForAll { get; init; }

    /// <summary>Stages planned or held .</summary>
    public IReadOnlyList<AgendaStage> Stages { get; init; } = [];

    /// <summary>The named recorder .</summary>
    public MemberId? Recorder { get; init; }

    public required MemberId CreatedBy { get; init; }

    public SessionPhase Phase { get; init; }

    /// <summary>Grows with every change; reminders carry the one they were planned for.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Secret from which the rotating check-in code is derived.</summary>
    public required byte[] CheckInSecret { get; init; }

    /// <summary>Not yet over and not called off.</summary>
    public bool IsAhead => Phase is SessionPhase.Scheduled or SessionPhase.Open;
}
