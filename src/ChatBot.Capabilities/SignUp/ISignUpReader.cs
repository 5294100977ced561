using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Reads sign-ups.</summary>
public interface ISignUpReader
{
    /// <summary>The newest answer of each member, and the session's sign-up counter for <see cref="SignUpSaved"/>.</summary>
    Task<(IReadOnlyList<SignUpEntry> Entries, int Count)> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>A member's answer, or null.</summary>
    Task<SignUpEntry?> FindAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);
}
