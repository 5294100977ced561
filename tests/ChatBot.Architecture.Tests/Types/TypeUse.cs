namespace ChatBot.Architecture.Tests.Types;

/// <summary>One type of a project uses another type, whichever assembly that one is in.</summary>
/// <param name="From">Full name of the outermost type that uses it.</param>
/// <param name="FromNamespace">Its namespace.</param>
/// <param name="To">Full name of the outermost type that is used.</param>
/// <param name="ToNamespace">Its namespace.</param>
internal sealed record TypeUse(string From, string FromNamespace, string To, string ToNamespace);
