namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>Where a card can come: a group or the single chat of a member with the robot.</summary>
internal sealed record CardSpace(string Type, string Id)
{
    public const string Group = "IM_GROUP";
    public const string Robot = "IM_ROBOT";
}

/// <summary>Values to put on a card, and whether they replace all or only those named.</summary>
internal sealed record CardChange(
    IReadOnlyDictionary<string, string>? Public, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Private, bool PublicByKey, bool PrivateByKey);

/// <summary>A card that was created.</summary>
internal sealed class CardInstance(string outTrackId, DingTalkApp app, DingTalkCardTemplate template, string callbackType, string routeKey)
{
    private readonly Dictionary<string, Dictionary<string, string>> _private = [];
    private readonly List<(CardSpace Space, IReadOnlyList<string> Recipients)> _places = [];
    private Dictionary<string, string> _public = [];

    public string OutTrackId => outTrackId;

    public DingTalkApp App => app;

    public DingTalkCardTemplate Template => template;

    /// <summary>STREAM, HTTP or nothing: then pressing leads nowhere.</summary>
    public string CallbackType => callbackType;

    public string RouteKey => routeKey;

    /// <summary>The kinds of spaces that it was created for.</summary>
    public IReadOnlyList<string> SpaceModels { get; init; } = [];

    /// <summary>Everywhere it is shown, as in <see cref="ReceivedMessage.To"/>.</summary>
    public string To => string.Join('|', _places.Select(p => p.Space.Id).Distinct());

    public void Change(CardChange change)
    {
        if (change.Public is not null)
        {
            _public = Changed(_public, change.Public, change.PublicByKey);
        }

        foreach (var (user, values) in change.Private)
        {
            _private[user] = Changed(_private.GetValueOrDefault(user) ?? [], values, change.PrivateByKey);
        }
    }

    public void ComeTo(CardSpace space, IReadOnlyList<string> recipients) => _places.Add((space, recipients));

    /// <summary>Whether it stands in a chat where this person sees it; who is in a group is not known, so everybody may be.</summary>
    public bool IsSeenBy(string user) => _places.Exists(p =>
        p.Space.Type == CardSpace.Robot ? p.Space.Id == user : p.Recipients.Count == 0 || p.Recipients.Contains(user));

    /// <summary>The values for one person; the public ones alone for null.</summary>
    public Dictionary<string, string> ValuesFor(string? user) =>
        user is not null && _private.TryGetValue(user, out var own) ? Changed(_public, own, byKey: true) : new Dictionary<string, string>(_public);

    private static Dictionary<string, string> Changed(Dictionary<string, string> before, IReadOnlyDictionary<string, string> values, bool byKey)
    {
        var after = byKey ? new Dictionary<string, string>(before) : [];
        foreach (var (name, value) in values)
        {
            after[name] = value;
        }

        return after;
    }
}
