using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Where study material stands; posting takes two people (R-1402).</summary>
[Worded]
public enum MaterialState
{
    /// <summary>Waits for a second person.</summary>
    Draft,

    /// <summary>Posted to the group.</summary>
    Published,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>Text, link or file to study (R-603, R-1005).</summary>
public sealed record Material
{
    public required MaterialId Id { get; init; }

    /// <summary>Short number inside the branch.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public string? Body { get; init; }

    public string? Link { get; init; }

    /// <summary>Name of a file that was sent in the chat; the file itself stays on the platform.</summary>
    public string? FileName { get; init; }

    /// <summary>The session it prepares, if any.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Set by the superior organisation (上级布置) or by the branch itself (R-1007).</summary>
    public bool IsFromSuperior { get; init; }

    public required MemberId DraftedBy { get; init; }

    public MemberId? ApprovedBy { get; init; }

    public MaterialState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What may not be posted (C-25).</summary>
public static class PostingRules
{
    /// <summary>
    /// The first secrecy mark of <paramref name="marks"/> found in a text, or null. Spaces inside a line do not hide a
    /// mark: the headers of documents are set with wide ones between the characters.
    /// </summary>
    public static string? FindMark(IEnumerable<string> marks, params string?[] texts)
    {
        var closed = texts.OfType<string>().Select(WithoutSpaces).ToList();
        return marks.FirstOrDefault(mark => closed.Exists(text => text.Contains(mark, StringComparison.Ordinal)));
    }

    private static string WithoutSpaces(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) || c is '\n' or '\r'));
}
