using System.Text.Json.Serialization;
using ChatBot.Kernel.Turns;

namespace ChatBot.Host.Serving;

/// <summary>What health answers: <c>up</c> or <c>away</c> for each store.</summary>
internal sealed record HealthReport(bool Ready, IReadOnlyDictionary<string, string> Stores);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Maps both; ready is 503 while a store is away or the service is stopping.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", ReadyAsync);
        return routes;
    }

    private static async Task<IResult> ReadyAsync(
        IEnumerable<IStoreProbe> probes, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var stores = new Dictionary<string, string>();
        foreach (var probe in probes)
        {
            stores[probe.Name] = await IsUpAsync(probe, limit.Token) ? "up" : "away";
        }

        var ready = !lifetime.ApplicationStopping.IsCancellationRequested && stores.Values.All(s => s == "up");
        return Results.Json(new HealthReport(ready, stores), HealthJson.Default.HealthReport, statusCode: ready ? 200 : 503);
    }

    private static async Task<bool> IsUpAsync(IStoreProbe probe, CancellationToken cancellationToken)
    {
        try
        {
            return await probe.IsUpAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
