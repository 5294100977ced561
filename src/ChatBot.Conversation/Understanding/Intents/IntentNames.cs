namespace ChatBot.Conversation.Understanding;

/// <summary>The intents that the engine itself knows, whatever the bot can do. All others come from the files <c>examples.yaml</c>.</summary>
public static class IntentNames
{
    /// <summary>Leave the running form.</summary>
    public const string Cancel = "cancel";

    /// <summary>Yes, to what the bot asked.</summary>
    public const string Confirm = "confirm";

    /// <summary>No, to what the bot asked.</summary>
    public const string Deny = "deny";

    /// <summary>One of the things offered: 第二个. Slot <c>choice</c>.</summary>
    public const string Pick = "pick";

    /// <summary>Nothing is to start: small talk, talk about others, denials.</summary>
    public const string None = "none";
}
