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

        if (!IsUsable(options.ApiBaseUrl, Uri.UriSchemeHttps, Uri.UriSchemeHttp))
        {
            faults.Add($"{path}:ApiBaseUrl must be an absolute https address without query (http only for this machine).");
        }

        if (options.App is { } app)
        {
            CheckApp(path, options, app, faults);
        }

        if (options.Contacts is { } contacts)
        {
            RequireCorpId(path, options, faults);
            if (string.IsNullOrWhiteSpace(contacts.Secret))
            {
                faults.Add($"{path}:Contacts:Secret is missing: it stands at 管理工具 > 通讯录同步 in the admin console.");
            }
        }

        if (options.Robot is { } robot)
        {
            CheckRobot(path, robot, faults);
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
        RequireCorpId(path, options, faults);
        if (app.DailyMessages is <= 0)
        {
            faults.Add($"{path}:App:DailyMessages must be above 0, or left out.");
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

        CheckCallback($"{path}:App", app.Token, app.EncodingAesKey, app.CallbackWindow, faults);
    }

    private static void RequireCorpId(string path, WeComOptions options, List<string> faults)
    {
        var fault = $"{path}:CorpId is missing: it stands at 我的企业 > 企业信息 in the admin console.";
        if (string.IsNullOrWhiteSpace(options.CorpId) && !faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }

    private static void CheckRobot(string path, WeComRobotOptions robot, List<string> faults)
    {
        if (robot.Mode == WeComRobotMode.LongConnection)
        {
            Require($"{path}:Robot:BotId", robot.BotId, faults);
            Require($"{path}:Robot:Secret", robot.Secret, faults);
        }
        else
        {
            Require($"{path}:Robot:Token", robot.Token, faults);
            Require($"{path}:Robot:EncodingAesKey", robot.EncodingAesKey, faults);
        }

        if (!IsUsable(robot.Endpoint, Uri.UriSchemeWss, Uri.UriSchemeWs))
        {
            faults.Add($"{path}:Robot:Endpoint must be an absolute wss address without query (ws only for this machine).");
        }

        CheckCallback($"{path}:Robot", robot.Token, robot.EncodingAesKey, robot.CallbackWindow, faults);
    }

    private static void Require(string key, string value, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            faults.Add($"{key} is missing: it stands on the robot's page under API模式.");
        }
    }

    private static void CheckCallback(string path, string token, string encodingAesKey, TimeSpan? window, List<string> faults)
    {
        if (token.Length > 32 || !token.All(char.IsAsciiLetterOrDigit))
        {
            faults.Add($"{path}:Token must be at most 32 letters and digits.");
        }

        if (encodingAesKey.Length > 0 && !WeComCrypto.IsEncodingAesKey(encodingAesKey))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}:EncodingAesKey must be 43 characters of A-Z, a-z and 0-9; it has {encodingAesKey.Length}."));
        }

        if (window is { } tolerance && tolerance < TimeSpan.FromMinutes(1))
        {
            faults.Add($"{path}:CallbackWindow must be at least 00:01:00, or left out.");
        }
    }

    private static bool IsUsable(Uri? url, string scheme, string localScheme) =>
        url is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" }
        && (url.Scheme == scheme || (url.Scheme == localScheme && url.IsLoopback));
}
