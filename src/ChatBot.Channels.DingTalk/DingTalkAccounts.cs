using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.DingTalk;

/// <summary>One configured account with its checked settings.</summary>
internal sealed class DingTalkAccount(string name, DingTalkOptions options)
{
    /// <summary>The name in the configuration and in <c>/callbacks/dingtalk/robot/{name}</c>.</summary>
    public string Name => name;

    public DingTalkOptions Options => options;

    public Uri Api { get; } = options.ApiBaseUrl ?? DingTalkOptionsSetup.DefaultApi;

    public Uri Oapi { get; } = options.OapiBaseUrl ?? DingTalkOptionsSetup.DefaultOapi;

    /// <summary>Full key of the account's section.</summary>
    public string Path => $"{DingTalkOptions.Section}:{name}";
}

/// <summary>The names found in the configuration when the channel was added.</summary>
internal sealed record DingTalkAccountNames(IReadOnlyList<string> Names);

/// <summary>All configured accounts by name.</summary>
internal sealed class DingTalkAccounts
{
    private readonly Dictionary<string, DingTalkAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks the settings of every account.</summary>
    /// <exception cref="OptionsValidationException">An account's settings cannot work.</exception>
    public DingTalkAccounts(DingTalkAccountNames names, IOptionsMonitor<DingTalkOptions> options)
    {
        foreach (var name in names.Names)
        {
            _accounts.Add(name, new DingTalkAccount(name, options.Get($"{DingTalkOptions.Section}:{name}")));
        }
    }

    public IReadOnlyCollection<DingTalkAccount> All => _accounts.Values;

    public bool TryGet(string? name, [NotNullWhen(true)] out DingTalkAccount? account)
    {
        account = null;
        return name is not null && _accounts.TryGetValue(name, out account);
    }
}
