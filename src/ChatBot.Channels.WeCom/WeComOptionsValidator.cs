using System.Globalization;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.WeCom;

/// <summary>Stops the start when an account's settings cannot work; the options' name is their configuration path.</summary>
internal sealed class WeComOptionsValidator : IValidateOptions<WeComOptions>
{
    public ValidateOptionsResult Validate(string? name, WeComOptions options)
    {
        var faults = new List<string>();
        var path = name ?? WeComOptions.Section;

        if (!IsUsableBase(options.ApiBaseUrl))
        {
            faults.Add($"{path}:ApiBaseUrl must be an absolute https address without query (http only for this machine).");
        }

        if (options.App is { } app)
        {
            CheckApp(path, options, app, faults);
        }

        foreach (var (alias, webhook) in options.GroupWebhooks)
        {
            if (string.IsNullOrWhiteSpace(webhook.Key))
            {
                faults.Add($"{path}:GroupWebhooks:{alias}:Key is missing: it is the part after key= in the robot's webhook address.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckApp(string path, WeComOptions options, WeComAppOptions app, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(options.CorpId))
        {
            faults.Add($"{path}:CorpId is missing: it stands at 我的企业 > 企业信息 in the admin console.");
        }

        if (app.AgentId <= 0)
        {
            faults.Add($"{path}:App:AgentId must be the app's number, such as 1000002.");
        }

        if (string.IsNullOrWhiteSpace(app.Secret))
        {
            faults.Add($"{path}:App:Secret is missing.");
        }

        if (app.Token.Length > 0 != app.EncodingAesKey.Length > 0)
        {
            faults.Add($"{path}:App:Token and {path}:App:EncodingAesKey belong together: give both, or none when the app only sends.");
        }

        if (app.Token.Length > 32 || !app.Token.All(char.IsAsciiLetterOrDigit))
        {
            faults.Add($"{path}:App:Token must be at most 32 letters and digits.");
        }

        if (app.EncodingAesKey.Length > 0 && !WeComCrypto.IsEncodingAesKey(app.EncodingAesKey))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}:App:EncodingAesKey must be 43 characters of A-Z, a-z and 0-9; it has {app.EncodingAesKey.Length}."));
        }

        if (app.CallbackWindow is { } window && window < TimeSpan.FromMinutes(1))
        {
            faults.Add($"{path}:App:CallbackWindow must be at least 00:01:00, or left out.");
        }
    }

    private static bool IsUsableBase(Uri? url) =>
        url is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
