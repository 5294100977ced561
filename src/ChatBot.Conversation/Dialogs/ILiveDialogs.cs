namespace ChatBot.Conversation.Dialogs;

/// <summary>The forms in force right now.</summary>
public interface ILiveDialogs
{
    /// <summary>The library; asking for it may notice that files changed.</summary>
    DialogLibrary Library { get; }
}
