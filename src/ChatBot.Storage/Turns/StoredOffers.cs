using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Kernel;
using ChatBot.Kernel.Turns;

namespace ChatBot.Storage.Turns;

/// <summary>An offer as compact JSON; one that cannot be read is none.</summary>
internal static class StoredOffers
{
    public static string Write(Offer offer) =>
        CompactJson.Write(new StoredOffer([.. offer.Says], offer.At.ToUnixTimeMilliseconds()), StoredOffersContext.Default.StoredOffer);

    public static Offer? Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, StoredOffersContext.Default.StoredOffer) is { Says: { } says } stored
                ? new Offer(says, DateTimeOffset.FromUnixTimeMilliseconds(stored.At))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record StoredOffer([property: JsonPropertyName("s")] string[]? Says, [property: JsonPropertyName("t")] long At);

[JsonSerializable(typeof(StoredOffer))]
internal sealed partial class StoredOffersContext : JsonSerializerContext;
