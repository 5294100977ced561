using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ChatBot.Storage;

/// <summary>Where the stores are: section <c>ConnectionStrings</c>.</summary>
public sealed class StoreConnections
{
    /// <summary>Configuration section.</summary>
    public const string Section = "ConnectionStrings";

    /// <summary>Npgsql connection string. Default command time-out 5 s, connect time-out 3 s, unless the string says otherwise.</summary>
    [Required(ErrorMessage = "ConnectionStrings:Postgres is missing. Example: Host=127.0.0.1;Port=5432;Username=branchbot;Database=branchbot")]
    public string? Postgres { get; set; }

    /// <summary>StackExchange.Redis configuration string. Default time-out 1 s, unless the string says otherwise.</summary>
    [Required(ErrorMessage = "ConnectionStrings:Redis is missing. Example: 127.0.0.1:6379")]
    public string? Redis { get; set; }
}

/// <summary>How the stores are used: section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Stands before every Redis key and channel; default <c>bb:</c>. Deployments that share a Redis need different ones.</summary>
    [Required(AllowEmptyStrings = true)]
    public string KeyPrefix { get; set; } = "bb:";

    /// <summary>How old a cached branch may be when no replica says that it changed; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SnapshotLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Branches cached in a process; default 5,000 (some 30 kB each).</summary>
    [Range(1, 1_000_000)]
    public int MostSnapshots { get; set; } = 5_000;

    /// <summary>Platform users cached in a process; default 200,000.</summary>
    [Range(1, 100_000_000)]
    public int MostIdentities { get; set; } = 200_000;
}

[OptionsValidator]
internal sealed partial class StoreConnectionsValidator : IValidateOptions<StoreConnections>;

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
