using ChatBot.Conversation.Dialogs;

namespace ChatBot.Conversation.Commands;

/// <summary>The use cases that have a form in the dialogs in force.</summary>
internal sealed class FormCatalogue(ILiveDialogs dialogs) : IFormCatalogue
{
    /// <inheritdoc/>
    public bool HasFormFor(string useCase) => dialogs.Library.FormFor(useCase) is not null;
}
