using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.SignUp;

/// <summary>
/// Sign-ups: the newest answer. Guard: the session is ahead and, where <paramref name="SignUpCount"/> is given
/// (capacity counts), no other answer came in between: the session's sign-up counter still stands there. A place can be
/// taken without it only while the session has no capacity. Several answers to a session in one change set move the
/// counter once and look at it for the first of them.
/// </summary>
public sealed record SignUpSaved(SignUpEntry Entry, int? SignUpCount = null) : Change
{
    /// <inheritdoc/>
    public override string? Card => SessionCard.KeyOf(Entry.Session);

    /// <inheritdoc/>
    public override bool GathersOnCard => true;
}
