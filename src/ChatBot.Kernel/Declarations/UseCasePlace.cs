namespace ChatBot.Kernel.Declarations;

/// <summary>Where a use case may be asked for; the column "place" of rules.md §20.</summary>
public enum UseCasePlace
{
    /// <summary>In a private chat alone; in a group the bot says so. What a use case is that says nothing else.</summary>
    Private,

    /// <summary>
    /// In a group as well when it is complete in one message; what is answered there is neutral, and whatever is asked goes
    /// on in the private chat.
    /// </summary>
    PrivateAnswer,

    /// <summary>In groups and private chats; the answer in a group holds nothing about one person.</summary>
    Open,
}
