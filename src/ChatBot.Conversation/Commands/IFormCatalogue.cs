namespace ChatBot.Conversation.Commands;

/// <summary>Tells which use cases have a form, so that an incomplete command can open it.</summary>
public interface IFormCatalogue
{
    /// <summary>Whether some form submits to the use case.</summary>
    bool HasFormFor(string useCase);
}
