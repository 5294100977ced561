using ChatBot.Channels.WeCom.Cards;

namespace ChatBot.Channels.WeCom.App;

/// <summary>What the answer to a callback says (pages 90241, 90240): one of these, or nothing.</summary>
internal sealed class PassiveAnswer
{
    private PassiveAnswer()
    {
    }

    /// <summary>An empty body: heard, nothing to say.</summary>
    public static PassiveAnswer Nothing { get; } = new();

    /// <summary>None yet: what goes before it is on its way, or was lost on it. The platform is to call again.</summary>
    public static PassiveAnswer Later { get; } = new();

    /// <summary>Words; empty for none.</summary>
    public string Text { get; private init; } = "";

    /// <summary>What the tapped card becomes, for the one who tapped.</summary>
    public TemplateCard? Card { get; private init; }

    /// <summary>What stands, grey, in place of the tapped card's buttons; empty for none.</summary>
    public string Button { get; private init; } = "";

    /// <summary>Words.</summary>
    public static PassiveAnswer OfText(string text) => text.Length == 0 ? Nothing : new() { Text = text };

    /// <summary>A change of the tapped card.</summary>
    public static PassiveAnswer OfCard(TemplateCard card) => new() { Card = card };

    /// <summary>A grey button in place of the card's.</summary>
    public static PassiveAnswer OfButton(string text) => new() { Button = text };
}
