using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>What callers may cost before anything is known of them: section <c>Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Server";

    /// <summary>Connections at a time, 10 to 1,000,000; default 5,000. Further ones are closed.</summary>
    public int MostConnections { get; set; } = 5_000;

    /// <summary>Bodies above 64 KiB that are read at a time, 1 to 10,000; default 32. Platforms send a few KiB; whoever comes after them is told to come again.</summary>
    public int MostLargeBodies { get; set; } = 32;
}

internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServerOptions options) =>
        options.MostConnections is < 10 or > 1_000_000
            ? ValidateOptionsResult.Fail($"{ServerOptions.Section}:{nameof(options.MostConnections)} must lie between 10 and 1000000; it is {options.MostConnections}.")
            : options.MostLargeBodies is < 1 or > 10_000
                ? ValidateOptionsResult.Fail($"{ServerOptions.Section}:{nameof(options.MostLargeBodies)} must lie between 1 and 10000; it is {options.MostLargeBodies}.")
                : ValidateOptionsResult.Success;
}

/// <summary>
/// Bounds memory and connections under hostile load: many connections, slow ones, large bodies. In the worst case the
/// bodies take <see cref="ServerOptions.MostConnections"/> × 64 KiB and <see cref="ServerOptions.MostLargeBodies"/> × 1 MiB.
/// </summary>
internal static class ServerLimits
{
    /// <summary>Most bytes of any body.</summary>
    public const int MostRequestBytes = 1 << 20;

    /// <summary>Bodies up to here are read without asking; also what is buffered of a connection that nobody reads.</summary>
    public const int SmallBody = 64 << 10;

    private const int MostHeaderBytes = 16 << 10;
    private const double SlowestBodyBytesPerSecond = 1_024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(65);

    /// <summary>Sets what Kestrel looks after by itself.</summary>
    public static void Set(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.MostConnections;
        kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
        kestrel.Limits.MaxRequestBufferSize = SmallBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.KeepAliveTimeout = IdleFor;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBodyBytesPerSecond, Grace);
    }

    /// <summary>Lets only so many large bodies in at a time, and none that says itself that it is too large.</summary>
    public static void UseBodyGate(this IApplicationBuilder app)
    {
        var places = new SemaphoreSlim(app.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value.MostLargeBodies);
        app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(places.Dispose);
        app.Use(async (context, next) =>
        {
            var length = context.Request.ContentLength;
            if (length <= SmallBody || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            {
                await next(context);
            }
            else if (length > MostRequestBytes)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            }
            else if (!places.Wait(0, context.RequestAborted))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "5";
            }
            else
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    places.Release();
                }
            }
        });
    }
}
