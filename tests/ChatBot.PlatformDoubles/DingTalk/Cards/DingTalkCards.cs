namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>Interactive cards (互动卡片) of all apps.</summary>
internal sealed class DingTalkCards
{
    /// <summary>The button as this person sees it.</summary>
    public static ReceivedButton ButtonOf(ReceivedMessage shown, string button) =>
        (shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown))).Button(button);
}
