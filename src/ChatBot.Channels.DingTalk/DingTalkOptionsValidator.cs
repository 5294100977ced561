using Microsoft.Extensions.Options;

namespace ChatBot.Channels.DingTalk;

/// <summary>Refuses settings that cannot work, each fault with its full key and without its value.</summary>
internal sealed class DingTalkOptionsValidator : IValidateOptions<DingTalkOptions>
{
    private const int LongestName = 64;

    public ValidateOptionsResult Validate(string? name, DingTalkOptions options)
    {
        var faults = Faults(name ?? DingTalkOptions.Section, options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Whether the name of an account or alias can stand in an address and a log.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static IEnumerable<string> Faults(string path, DingTalkOptions options)
    {
        if (!IsName(path[(path.LastIndexOf(':') + 1)..]))
        {
            yield return $"{path}: the name of an account has letters, digits, '-' and '_' only.";
        }

        if (!options.HasApp && options.GroupWebhooks.Count == 0)
        {
            yield return $"{path}: set AppKey and AppSecret of an app robot, or at least one GroupWebhooks:{{alias}}:AccessToken.";
        }

        if (!IsBaseUrl(options.ApiBaseUrl))
        {
            yield return $"{path}:ApiBaseUrl must be an absolute https address without query (http on loopback only).";
        }

        if (!IsBaseUrl(options.OapiBaseUrl))
        {
            yield return $"{path}:OapiBaseUrl must be an absolute https address without query (http on loopback only).";
        }

        foreach (var fault in AppFaults(path, options).Concat(WebhookFaults(path, options)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> AppFaults(string path, DingTalkOptions options)
    {
        if (!options.HasApp)
        {
            yield break;
        }

        if (!IsToken(options.AppKey))
        {
            yield return $"{path}:AppKey is missing or has blanks in it; it is the Client ID on the app's page.";
        }

        if (!IsToken(options.AppSecret))
        {
            yield return $"{path}:AppSecret is missing or has blanks in it; it is the Client Secret on the app's page (or give {path}:AppSecretFile).";
        }

        if (options.RobotCode.Length > 0 && !IsToken(options.RobotCode))
        {
            yield return $"{path}:RobotCode has blanks in it.";
        }

        if (!Enum.IsDefined(options.Mode))
        {
            yield return $"{path}:Mode must be Stream or Callback.";
        }

        if (options.Cards.TemplateId.Length > 0 && !IsToken(options.Cards.TemplateId))
        {
            yield return $"{path}:Cards:TemplateId has blanks in it; it ends in .schema and stands on the card platform.";
        }

        if (options is { Mode: DingTalkMode.Callback, Cards: { TemplateId.Length: > 0, CallbackSecret.Length: 0 } })
        {
            yield return $"{path}:Cards:CallbackSecret is missing: in callback mode card callbacks are signed with it (or give {path}:Cards:CallbackSecretFile).";
        }

        if (options.MonthlyApiCalls <= 0)
        {
            yield return $"{path}:MonthlyApiCalls must be above 0; the organisation's quota stands in the console.";
        }

        if (options.MonthlyStreamMessages <= 0)
        {
            yield return $"{path}:MonthlyStreamMessages must be above 0; the organisation's quota stands in the console.";
        }
    }

    private static IEnumerable<string> WebhookFaults(string path, DingTalkOptions options)
    {
        foreach (var (alias, webhook) in options.GroupWebhooks)
        {
            var key = $"{path}:GroupWebhooks:{alias}";
            if (!IsName(alias))
            {
                yield return $"{key}: an alias has letters, digits, '-' and '_' only.";
            }

            if (!IsToken(webhook.AccessToken))
            {
                yield return $"{key}:AccessToken is missing or has blanks in it; it is the access_token in the webhook's address.";
            }
            else if (webhook.AccessToken.Contains('/', StringComparison.Ordinal))
            {
                yield return $"{key}:AccessToken is a whole address; give only what follows access_token=.";
            }

            if (webhook.Secret.Length > 0 && !IsToken(webhook.Secret))
            {
                yield return $"{key}:Secret has blanks in it.";
            }
        }
    }

    private static bool IsToken(string value) => value.Length > 0 && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsBaseUrl(Uri? url) =>
        url is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
