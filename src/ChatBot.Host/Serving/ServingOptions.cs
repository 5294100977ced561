using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Section <c>Simulator</c>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Simulator";

    /// <summary>Whether <c>/simulator</c> is served. Default off: whoever opens it may speak as anybody.</summary>
    public bool Enabled { get; set; }
}

/// <summary>Section <c>Clock</c>.</summary>
public sealed class ClockOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Clock";

    /// <summary>Whether the clock can be moved from the simulator. Default off; tests and demo only.</summary>
    public bool Movable { get; set; }
}

/// <summary>Section <c>Dialogs</c>.</summary>
public sealed class DialogOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Dialogs";

    /// <summary>The folder <c>dialogs/</c>; found upwards from the working directory or the program when empty.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>Section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Outbox";

    /// <summary>Whether this process sends what is due. Default yes; off for replicas that only listen.</summary>
    public bool Dispatches { get; set; } = true;

    /// <summary>How often the outbox is looked at when nothing wakes it; default 1 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Branches that this process sends for at once, 1 to 64; default 16.</summary>
    public int AtOnce { get; set; } = 16;
}

/// <summary>Section <c>Stop</c>: how the service ends when it is told to (SIGTERM, Ctrl-C).</summary>
public sealed class StopOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Stop";

    /// <summary>
    /// How long it goes on serving after <c>/health/ready</c> has begun to say 503, so that whoever deals out the calls can
    /// look elsewhere; 0 to 15 s, default 2 s.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);
}

internal sealed class StopOptionsValidator : IValidateOptions<StopOptions>
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StopOptions options) =>
        options.Delay >= TimeSpan.Zero && options.Delay <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{StopOptions.Section}:{nameof(StopOptions.Delay)} must lie between 0 and {Most:c}; it is {options.Delay:c}.");
}

internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, OutboxOptions options) =>
        options.Interval < Least || options.Interval > Most
            ? ValidateOptionsResult.Fail($"{OutboxOptions.Section}:{nameof(OutboxOptions.Interval)} must lie between {Least:c} and {Most:c}; it is {options.Interval:c}.")
            : options.AtOnce is < 1 or > MostAtOnce
                ? ValidateOptionsResult.Fail($"{OutboxOptions.Section}:{nameof(OutboxOptions.AtOnce)} must lie between 1 and {MostAtOnce}; it is {options.AtOnce}.")
                : ValidateOptionsResult.Success;
}
