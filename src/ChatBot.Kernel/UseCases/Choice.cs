using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>One thing a person can pick for a slot.</summary>
/// <param name="Value">Its canonical value (an id as 32 hex digits, or an enum member).</param>
/// <param name="Handle">A short stable way to name it in a button or a command: a session's number, or <c>#</c> and six hex digits.</param>
/// <param name="Label">How it is shown in a numbered list.</param>
/// <param name="Names">Further words that mean it (theme, member's name, kind), for picking by name.</param>
public sealed record Choice(string Value, string Handle, Phrase Label, IReadOnlyList<string> Names)
{
    /// <summary>The handle of an id.</summary>
    public static string HandleOf(Guid id) => "#" + id.ToString("N")[^6..];

    /// <summary>A choice of something that has an id.</summary>
    public static Choice Of(Guid id, Phrase label, params string[] names) => new(id.ToString("N"), HandleOf(id), label, names);

    /// <summary>The day the thing takes place, where picking by date makes sense.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// The list of <c>dialogs/</c> that holds what things of its kind are called, so that "党课" finds it: a family, a point
    /// and the kind (<c>SessionKind.PartyClass</c>). Lists of the same family name the other kinds. Null where things have
    /// no kinds.
    /// </summary>
    public string? Kind { get; init; }
}
