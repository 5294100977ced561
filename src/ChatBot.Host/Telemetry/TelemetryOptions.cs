using Microsoft.Extensions.Options;

namespace ChatBot.Host.Telemetry;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Where traces and metrics go (OTLP over gRPC), for example <c>http://collector:4317</c>; nowhere when empty, the default.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Part of the turns that are traced, 0 to 1; default 0.1. Metrics count all.</summary>
    public double TraceShare { get; set; } = 0.1;
}

internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => options switch
    {
        { Endpoint: { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } } =>
            ValidateOptionsResult.Fail($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Endpoint)} must be an http or https address; it is {options.Endpoint}."),
        { TraceShare: < 0 or > 1 or double.NaN } =>
            ValidateOptionsResult.Fail($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.TraceShare)} must lie between 0 and 1; it is {options.TraceShare}."),
        _ => ValidateOptionsResult.Success,
    };
}
