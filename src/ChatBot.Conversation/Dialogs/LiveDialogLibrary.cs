using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Dialogs;

/// <summary>The forms in force, read again when their files change.</summary>
internal sealed class LiveDialogLibrary(LiveFiles<DialogLibrary> files) : ILiveDialogs
{
    /// <inheritdoc/>
    public DialogLibrary Library => files.Current;
}
