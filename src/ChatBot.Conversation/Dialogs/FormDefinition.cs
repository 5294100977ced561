using System.Text.RegularExpressions;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Where a form may be filled in.</summary>
public enum FormPlace
{
    /// <summary>Questions are asked in a private chat alone; begun in a group, the form moves there.</summary>
    Private,

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

    /// <summary>What the use case declares: who may use the form, and where. Null where the names are not checked.</summary>
    public UseCaseDeclaration? Declaration { get; init; }

    /// <summary>Whether its questions are asked in private although its use case is open in groups.</summary>
    public bool AsksPrivately { get; init; }

    /// <summary>Where its questions are asked.</summary>
    public FormPlace Place => Declaration?.Place == UseCasePlace.Open && !AsksPrivately ? FormPlace.Both : FormPlace.Private;

    /// <summary>
    /// Whether the card with all answers is shown, and a yes awaited, before anything is submitted. Without it goes what is
    /// taken back with a word, what shows a preview of its own, and a decision that is itself the answer asked for.
    /// </summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>A slash command of it that was typed in a group is answered there in full: its outcome is for everybody's ears.</summary>
    public bool AnswersOpenly => Declaration?.Place == UseCasePlace.Open;

    /// <summary>How long it waits for an answer.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The slot asked again when the use case refuses (a wrong code); null to end the form.</summary>
    public string? RetrySlot { get; init; }

    public required IReadOnlyList<SlotDefinition> Slots { get; init; }

    /// <summary>Wording key of its name.</summary>
    public string TitleKey => $"forms.{Name}.title";

    /// <summary>The slot of that name, or null.</summary>
    public SlotDefinition? Slot(string? name) => Slots.FirstOrDefault(s => s.Name == name);

    /// <summary>Whether the offices of the speaker reach it.</summary>
    public bool IsOpenTo(TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return (Declaration?.Rule ?? ActionRule.ForOneself).CouldReach(scope.Actor, scope.Branch);
    }
}
