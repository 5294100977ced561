using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>What card calls may contain (pages instructions-for-filling-in-api-card-data, create-and-deliver-cards): strings only, sizes, spaces.</summary>
internal static class CardRules
{
    public const int MostIdCharacters = 100;

    private const int MostKeyBytes = 100;
    private const int MostValueBytes = 1024;
    private const int MostSpaceCharacters = 1000;
    private const string SpacePrefix = "dtv1.card//";

    public static Refusal Refuse(string code, string? detail = null) => DingTalkErrors.RefuseNew(400, code, detail ?? code);

    /// <summary>The spaces of <c>dtv1.card//IM_GROUP.cid…;dtv1.card//IM_ROBOT.user</c>; the later ones may leave the prefix out.</summary>
    public static IReadOnlyList<CardSpace> Spaces(JsonElement body)
    {
        var text = body.Text("openSpaceId");
        if (text.Length is 0 or > MostSpaceCharacters || !text.StartsWith(SpacePrefix, StringComparison.Ordinal))
        {
            throw Refuse("param.openSpaceModelInvalid", "openSpaceId");
        }

        return [.. text.Split(';').Select(Space)];
    }

    /// <summary>The public values of cardData; null when there is none.</summary>
    public static Dictionary<string, string>? Public(JsonElement body, DingTalkCardTemplate template) =>
        body.Has("cardData") ? Map(body.Object("cardData"), template.AllowsPublic) : null;

    /// <summary>The private values per user id.</summary>
    public static Dictionary<string, IReadOnlyDictionary<string, string>> Private(JsonElement body, DingTalkCardTemplate template)
    {
        if (!body.Has("privateData"))
        {
            return [];
        }

        var perUser = body.Object("privateData") ?? throw Refuse("param.invalid", "privateData");
        return perUser.EnumerateObject().ToDictionary(
            u => u.Name, u => (IReadOnlyDictionary<string, string>)Map(u.Value, template.AllowsPrivate));
    }

    /// <summary>A cardParamMap: every value a string, keys and values short, names declared in the template.</summary>
    public static Dictionary<string, string> Map(JsonElement? data, Func<string, bool> allows)
    {
        var map = (data ?? default).Object("cardParamMap") ?? throw Refuse("param.invalid", "cardParamMap");
        var values = new Dictionary<string, string>();
        foreach (var property in map.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw Refuse("param.invalid", $"{property.Name} is no string");
            }

            var value = property.Value.GetString()!;
            if (Fields.Bytes(property.Name) > MostKeyBytes || Fields.Bytes(value) > MostValueBytes)
            {
                throw Refuse("param.invalid", $"{property.Name} is too long");
            }

            if (!allows(property.Name))
            {
                throw Refuse("param.invalid", $"{property.Name} is no variable of the template");
            }

            values[property.Name] = value;
        }

        return values;
    }

    /// <summary>Those whom the delivery mentions.</summary>
    public static IReadOnlyList<string> Mentions(JsonElement body, JsonElement deliverModel)
    {
        IEnumerable<string> at = deliverModel.Object("atUserIds") is { } map ? map.EnumerateObject().Select(p => p.Name) : [];
        return [.. at.Concat(body.Strings("cardAtUserIds") ?? []).Select(u => u == "@ALL" ? "@all" : u).Distinct()];
    }

    private static CardSpace Space(string text)
    {
        var rest = text.StartsWith(SpacePrefix, StringComparison.Ordinal) ? text[SpacePrefix.Length..] : text;
        var parts = rest.Split('.', 2);
        return parts.Length == 2 && parts[1].Length > 0 && parts[0].ToUpperInvariant() is CardSpace.Group or CardSpace.Robot
            ? new CardSpace(parts[0].ToUpperInvariant(), parts[1])
            : throw Refuse("param.openSpaceModelInvalid", "openSpaceId");
    }
}
