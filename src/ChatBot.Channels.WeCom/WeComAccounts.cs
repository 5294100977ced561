using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.WeCom;

/// <summary>The name under which an account was configured; one registration for each.</summary>
internal sealed record WeComAccountName(string Name);

/// <summary>A configured account, ready to use.</summary>
internal sealed class WeComAccount
{
    public WeComAccount(string name, WeComOptions options)
    {
        Name = name;
        Options = options;
        AppCrypto = options.App is { CanHear: true } app ? new WeComCrypto(app.Token, app.EncodingAesKey, options.CorpId) : null;
        RobotCrypto = options.Robot is { Mode: WeComRobotMode.Callback } robot ? new WeComCrypto(robot.Token, robot.EncodingAesKey, "") : null;
    }

    public string Name { get; }

    public WeComOptions Options { get; }

    /// <summary>The secret with which the caller's tokens are fetched.</summary>
    public string SecretOf(WeComCaller caller) => caller switch
    {
        WeComCaller.App => Options.App!.Secret,
        WeComCaller.Contacts => Options.Contacts!.Secret,
    };

    /// <summary>Null when the app has no callback.</summary>
    public WeComCrypto? AppCrypto { get; }

    /// <summary>Null when there is no robot in callback mode. Its receiver is empty (page 101033).</summary>
    public WeComCrypto? RobotCrypto { get; }
}

/// <summary>All configured accounts by name, whatever the case.</summary>
internal sealed class WeComAccounts
{
    private readonly Dictionary<string, WeComAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);

    public WeComAccounts(IEnumerable<WeComAccountName> names, IOptionsMonitor<WeComOptions> options, ILogger<WeComAccounts> logger)
    {
        foreach (var name in names.Select(n => n.Name))
        {
            _accounts[name] = new WeComAccount(name, options.Get($"{WeComOptions.Section}:{name}"));
        }

        if (_accounts.Count == 0)
        {
            logger.NotConfigured();
        }
    }

    public IReadOnlyCollection<WeComAccount> All => _accounts.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out WeComAccount? account) => _accounts.TryGetValue(name, out account);
}
