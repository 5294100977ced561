namespace ChatBot.Channels.WeCom.Cards;

/// <summary>
/// How much a card shows, in characters as a reader counts them. The pages call these lengths "suggested": what is longer
/// is cut on the screen without a word, so we do not send it.
/// </summary>
/// <param name="Title">Headline.</param>
/// <param name="Text">The words below it (<c>sub_title_text</c>).</param>
/// <param name="Button">Words on a button.</param>
/// <param name="Option">Words of an option.</param>
/// <param name="RowKey">Left side of a row.</param>
/// <param name="RowValue">Right side of a row.</param>
internal sealed record CardLimits(int Title, int Text, int Button, int Option, int RowKey, int RowValue)
{
    /// <summary>Rows of one card (<c>horizontal_content_list</c>).</summary>
    public const int MostRows = 6;

    /// <summary>Buttons of one card.</summary>
    public const int MostButtons = 6;

    /// <summary>Options of one question.</summary>
    public const int MostOptions = 20;

    /// <summary>Key of a button, in UTF-8 bytes.</summary>
    public const int MostKeyBytes = 1024;

    /// <summary>Id of an option, in UTF-8 bytes.</summary>
    public const int MostOptionIdBytes = 128;

    /// <summary>The self-built app (page 90236).</summary>
    public static CardLimits App { get; } = new(Title: 36, Text: 160, Button: 10, Option: 11, RowKey: 5, RowValue: 26);

    /// <summary>The smart robot (page 101032).</summary>
    public static CardLimits Robot { get; } = new(Title: 26, Text: 112, Button: 10, Option: 11, RowKey: 5, RowValue: 26);
}
