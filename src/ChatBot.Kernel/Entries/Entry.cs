namespace ChatBot.Kernel.Entries;

/// <summary>A counted deed (design §5): one line of an append-only account. It is never changed; a further line reverses it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Member">Whose account.</param>
/// <param name="Quantity">How much, signed.</param>
/// <param name="Cause">Why it was written.</param>
/// <param name="By">Who decided it.</param>
/// <param name="At">When.</param>
public abstract record Entry(Guid Id, MemberId Member, decimal Quantity, EntryCause Cause, MemberId By, DateTimeOffset At);
