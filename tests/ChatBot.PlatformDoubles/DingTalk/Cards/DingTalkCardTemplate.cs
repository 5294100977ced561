namespace ChatBot.PlatformDoubles;

/// <summary>A card template (卡片模板) as somebody built it on the card platform.</summary>
/// <param name="Id">cardTemplateId.</param>
public sealed record DingTalkCardTemplate(string Id)
{
    /// <summary>Whether it is published; cards of others are refused.</summary>
    public bool IsPublished { get; init; } = true;

    /// <summary>Variables that everybody sees; null allows any. Names beginning with <c>sys_</c> are the platform's.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>Variables that are marked private; null allows any.</summary>
    public IReadOnlyList<string>? PrivateVariables { get; init; }

    /// <summary>The variable that is the card's heading.</summary>
    public string TitleVariable { get; init; } = "title";

    /// <summary>Buttons drawn into the template.</summary>
    public IReadOnlyList<DingTalkCardButton> Buttons { get; init; } = [];

    /// <summary>
    /// A variable with a button group: a JSON list of <c>{text, status?, event: {type: "sendCardRequest" | "openLink", params}}</c>,
    /// params being <c>{actionId, params}</c> or <c>{url}</c>.
    /// </summary>
    public string ButtonsVariable { get; init; } = "buttons";

    internal bool AllowsPublic(string variable) =>
        Variables is null || variable.StartsWith("sys_", StringComparison.Ordinal) || Variables.Contains(variable) || PrivateVariables?.Contains(variable) == true;

    internal bool AllowsPrivate(string variable) => PrivateVariables is null || PrivateVariables.Contains(variable);
}

/// <summary>A button in a card template; <c>${name}</c> in its texts stands for a variable.</summary>
/// <param name="ActionId">The id that a callback carries.</param>
/// <param name="Label">What stands on it.</param>
public sealed record DingTalkCardButton(string ActionId, string Label)
{
    /// <summary>The variable that must be <c>true</c> for it to be shown; null shows it always. With a ! in front it must not be.</summary>
    public string? ShownIf { get; init; }

    /// <summary>What a callback carries as params.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();
}
