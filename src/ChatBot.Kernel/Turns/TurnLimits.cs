using Microsoft.Extensions.Options;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// How much the bot listens to: section <c>Limits</c>. Who says more within a window is told once and then not answered
/// until the window has passed; what was done before stays done. Repeats of a message do not count.
/// </summary>
public sealed class TurnLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>
    /// Messages of one person within <see cref="Window"/>, over all conversations and replicas; default 60, which no hand
    /// types. 0 is no limit.
    /// </summary>
    public int MessagesOfAPerson { get; set; } = 60;

    /// <summary>
    /// Messages of all in one group within <see cref="Window"/>, counted by each replica; default 1,000, for a large group
    /// may answer a notice at once. 0 is no limit.
    /// </summary>
    public int MessagesOfAGroup { get; set; } = 1_000;

    /// <summary>Length of the windows, 1 s to 1 h; default 30 s. They lie side by side, by the service's clock.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Checks <see cref="TurnLimits"/>.</summary>
public sealed class TurnLimitsValidator : IValidateOptions<TurnLimits>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TurnLimits options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.MessagesOfAPerson < 0 || options.MessagesOfAGroup < 0
            ? ValidateOptionsResult.Fail($"{TurnLimits.Section}:{nameof(options.MessagesOfAPerson)} and :{nameof(options.MessagesOfAGroup)} are at least 0 (no limit).")
            : options.Window < Shortest || options.Window > Longest
                ? ValidateOptionsResult.Fail($"{TurnLimits.Section}:{nameof(options.Window)} must lie between {Shortest:c} and {Longest:c}; it is {options.Window:c}.")
                : ValidateOptionsResult.Success;
    }
}
