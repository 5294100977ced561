using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.BotFramework;

/// <summary>One configured account with its checked settings and what speaks for it.</summary>
internal sealed class BotFrameworkAccount
{
    private static readonly string[] SayWhoTheUserIs = ["webchat", "directline"];

    /// <summary>The account; nothing is called yet.</summary>
    public BotFrameworkAccount(string name, BotFrameworkOptions options, bool isDevelopment, IHttpClientFactory clients)
    {
        (Name, Options) = (name, options);
        Addresses = new BotFrameworkAddresses(options, isDevelopment);
        Credentials = new ConfigurationServiceClientCredentialFactory(SettingsOf(options), logger: NullLogger.Instance);
        Adapter = new BotFrameworkAdapter(options.MicrosoftAppId, new KeptConnectors(new ConfigurationBotFrameworkAuthentication(
            SettingsOf(options), Credentials, new AuthenticationConfiguration(), new NamedClients(clients), NullLogger.Instance)));
    }

    /// <summary>The name in the configuration.</summary>
    public string Name { get; }

    public BotFrameworkOptions Options { get; }

    public BotFrameworkAddresses Addresses { get; }

    public BotFrameworkAdapter Adapter { get; }

    public ServiceClientCredentialsFactory Credentials { get; }

    /// <summary>Full key of the account's section.</summary>
    public string Path => $"{BotFrameworkOptions.Section}:{Name}";

    /// <summary>Whether callers prove who they are.</summary>
    public bool HasApp => Options.MicrosoftAppId.Length > 0;

    /// <summary>Whether the client's word about who the user is may be taken.</summary>
    public bool Hears(string? channelId) => Options.ChannelIds.Count > 0
        ? Options.ChannelIds.Contains(channelId ?? "", StringComparer.OrdinalIgnoreCase)
        : !HasApp || !SayWhoTheUserIs.Contains(channelId ?? "", StringComparer.OrdinalIgnoreCase);

    private static IConfiguration SettingsOf(BotFrameworkOptions options) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [MicrosoftAppCredentials.MicrosoftAppIdKey] = options.MicrosoftAppId,
            [MicrosoftAppCredentials.MicrosoftAppPasswordKey] = options.MicrosoftAppPassword,
            ["MicrosoftAppType"] = options.MicrosoftAppType.ToString(),
            ["MicrosoftAppTenantId"] = options.MicrosoftAppTenantId,
        })
        .Build();

    // The SDK asks for the nameless client, whose loggers write addresses with user ids in them.
    private sealed class NamedClients(IHttpClientFactory clients) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => clients.CreateClient(BotFrameworkServiceCollectionExtensions.ClientName);
    }
}

/// <summary>The names found in the configuration when the channel was added.</summary>
internal sealed record BotFrameworkAccountNames(IReadOnlyList<string> Names);

/// <summary>All configured accounts by name.</summary>
internal sealed class BotFrameworkAccounts
{
    private const string Bearer = "Bearer ";

    private readonly Dictionary<string, BotFrameworkAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks the settings of every account.</summary>
    /// <exception cref="OptionsValidationException">An account's settings cannot work.</exception>
    public BotFrameworkAccounts(
        BotFrameworkAccountNames names, IOptionsMonitor<BotFrameworkOptions> options, BotFrameworkEnvironment environment, IHttpClientFactory clients)
    {
        foreach (var name in names.Names)
        {
            var path = $"{BotFrameworkOptions.Section}:{name}";
            var account = new BotFrameworkAccount(name, options.Get(path), environment.IsDevelopment, clients);
            if (_accounts.Values.Any(a => string.Equals(a.Options.MicrosoftAppId, account.Options.MicrosoftAppId, StringComparison.OrdinalIgnoreCase)))
            {
                throw new OptionsValidationException(
                    path, typeof(BotFrameworkOptions), [$"{path}:MicrosoftAppId is another account's too; all of them share /api/messages and are told apart by it."]);
            }

            _accounts.Add(name, account);
        }
    }

    public IReadOnlyCollection<BotFrameworkAccount> All => _accounts.Values;

    public bool TryGet(string? name, [NotNullWhen(true)] out BotFrameworkAccount? account)
    {
        account = null;
        return name is not null && _accounts.TryGetValue(name, out account);
    }

    /// <summary>
    /// The account that a call is meant for, before anything of it is believed: the app id that its token names; without a
    /// token the account that has none. Null when there is no such account.
    /// </summary>
    public BotFrameworkAccount? For(string? authorization)
    {
        var appId = string.IsNullOrEmpty(authorization) ? "" : AudienceOf(authorization);
        return appId is null ? null : _accounts.Values.FirstOrDefault(a => string.Equals(a.Options.MicrosoftAppId, appId, StringComparison.OrdinalIgnoreCase));
    }

    private static string? AudienceOf(string authorization)
    {
        var parts = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Split('.') : [];
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("aud", out var audience)
                && audience.ValueKind == JsonValueKind.String
                && audience.GetString() is { Length: > 0 } appId ? appId : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
