namespace ChatBot.Conversation.Wording;

/// <summary>Tells which sentences there are, for those that are worded only where needed.</summary>
public interface IWordingKeys
{
    /// <summary>Whether there is such a sentence.</summary>
    bool Has(string key);
}
