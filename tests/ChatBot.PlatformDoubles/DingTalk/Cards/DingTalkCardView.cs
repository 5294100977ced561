namespace ChatBot.PlatformDoubles;

/// <summary>An interactive card as one person sees it now.</summary>
/// <param name="OutTrackId">The sender's id of the card.</param>
/// <param name="Values">The public values, with the private ones of this person over them.</param>
/// <param name="Card">What that looks like, and what can be pressed.</param>
public sealed record DingTalkCardView(string OutTrackId, IReadOnlyDictionary<string, string> Values, ReceivedCard Card);
