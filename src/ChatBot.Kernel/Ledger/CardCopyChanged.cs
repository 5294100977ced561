using ChatBot.Kernel.Cards;

namespace ChatBot.Kernel.Ledger;

/// <summary>
/// Cards: a sent copy shows something else now, as given; or it is no longer kept up to date. A copy that is gone changes
/// nothing.
/// </summary>
public sealed record CardCopyChanged(SentCard Copy, bool IsDropped = false) : Change;
