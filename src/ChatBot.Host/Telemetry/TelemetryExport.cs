using ChatBot.Kernel.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatBot.Host.Telemetry;

/// <summary>Sends traces and metrics to a collector while the service runs; does nothing without an endpoint.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    // What the platform's own parts emit: requests in and out, and Postgres.
    private static readonly string[] Sources = [BotTelemetry.SourceName, "ChatBot.*", "Npgsql", "Microsoft.AspNetCore", "System.Net.Http"];
    private static readonly string[] Meters =
        [BotTelemetry.SourceName, "ChatBot.*", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { Endpoint: { } endpoint } settings)
        {
            return Task.CompletedTask;
        }

        var service = ResourceBuilder.CreateDefault().AddService("chatbot", serviceInstanceId: Environment.MachineName);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(service)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TraceShare)))
            .AddSource(Sources)
            .AddOtlpExporter(o => o.Endpoint = endpoint)
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(service)
            .AddMeter(Meters)
            .AddOtlpExporter(o => o.Endpoint = endpoint)
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush(2000);
        _metrics?.ForceFlush(2000);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
