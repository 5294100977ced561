using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>A member's answer to a session notice.</summary>
[Worded]
public enum SignUpStatus
{
    /// <summary>Comes.</summary>
    Going,

    /// <summary>Wants to come, no place left; moves up in order of asking.</summary>
    Waiting,

    /// <summary>Withdrew an earlier sign-up. This is not leave .</summary>
    Withdrawn,
}

/// <summary>The newest answer of one member to one session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">The member.</param>
/// <param name="Status">The answer.</param>
/// <param name="At">When the answer was first given; decides the order of the waiting list.</param>
/// <param name="By">Who entered it; another person's hand is logged (§20).</param>
public sealed record SignUpEntry(SessionId Session, MemberId Member, SignUpStatus Status, DateTimeOffset At, MemberId By);

/// <summary>Places and waiting list as pure functions.</summary>
public static class SignUps
{
    /// <summary>The status a new sign-up gets when <paramref name="going"/> places are already taken.</summary>
    public static SignUpStatus StatusFor(int going, int? capacity) =>
        capacity is { } places && going >= places ? SignUpStatus.Waiting : SignUpStatus.Going;

    /// <summary>Who moves up when places are free: the longest waiting first, ties by member id.</summary>
    public static IReadOnlyList<SignUpEntry> MovingUp(IReadOnlyCollection<SignUpEntry> entries, int? capacity)
    {
        var waiting = entries.Where(e => e.Status == SignUpStatus.Waiting).OrderBy(e => e.At).ThenBy(e => e.Member.Value);
        if (capacity is not { } places)
        {
            return [.. waiting];
        }

        var free = places - entries.Count(e => e.Status == SignUpStatus.Going);
        return free <= 0 ? [] : [.. waiting.Take(free)];
    }
}
