namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>A rule: a message with these signs means the intent.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Name">Its name, for explanations.</param>
/// <param name="At">Its place among all rules; small numbers are tried first.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Condition">When it applies.</param>
internal sealed record IntentRule(string Intent, string Name, int At, double Confidence, Condition Condition)
{
    /// <summary>The place of a rule that names none: behind all others.</summary>
    public const int Last = 1000;

    /// <summary>How sure a rule is that does not say.</summary>
    public const decimal Sure = 0.95m;
}
