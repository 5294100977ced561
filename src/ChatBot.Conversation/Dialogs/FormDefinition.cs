using System.Text.RegularExpressions;
using ChatBot.Kernel.Roster;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Where a form may be filled in.</summary>
public enum FormPlace
{
    /// <summary>Questions are asked in a private chat alone; begun in a group, the form moves there.</summary>
    Private,

    /// <summary>In a group alone.</summary>
    Group,

    /// <summary>Wherever it was begun.</summary>
    Both,
}

/// <summary>A form: what the bot asks for one purpose, and the use case to which the answers go.</summary>
public sealed record FormDefinition
{
    public required string Name { get; init; }

    /// <summary>Where it is written, for faults.</summary>
    public required string File { get; init; }

    public required int Line { get; init; }

    /// <summary>The use case that takes the answers.</summary>
    public required string Submit { get; init; }

    /// <summary>Inputs given to the use case besides the answers.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    /// <summary>Intents that start it; each names its form in <c>examples.yaml</c>.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    /// <summary>Patterns that start it, for what the intents do not know; matched against the plain text.</summary>
    public IReadOnlyList<Regex> Patterns { get; init; } = [];

    /// <summary>Intents that give the running form up: "我不请假了".</summary>
    public IReadOnlyList<string> CancelledBy { get; init; } = [];

    public FormPlace Place { get; init; } = FormPlace.Private;

    /// <summary>Who may use it; empty for every member. Any one of the roles is enough.</summary>
    public IReadOnlyList<Roles> Who { get; init; } = [];

    /// <summary>
    /// Whether the card with all answers is shown, and a yes awaited, before anything is submitted. Without it goes what is
    /// taken back with a word, what shows a preview of its own, and a decision that is itself the answer asked for.
    /// </summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>A slash command of it that was typed in a group is answered there in full: its outcome is for everybody's ears.</summary>
    public bool AnswersOpenly { get; init; }

    /// <summary>How long it waits for an answer.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The slot asked again when the use case refuses (a wrong code); null to end the form.</summary>
    public string? RetrySlot { get; init; }

    public required IReadOnlyList<SlotDefinition> Slots { get; init; }

    /// <summary>Wording key of its name.</summary>
    public string TitleKey => $"forms.{Name}.title";

    /// <summary>The slot of that name, or null.</summary>
    public SlotDefinition? Slot(string? name) => Slots.FirstOrDefault(s => s.Name == name);

    /// <summary>Whether the member may use it.</summary>
    public bool IsOpenTo(Member member) => !member.Has(Roles.Observer) && (Who.Count == 0 || Who.Any(member.Has));
}
