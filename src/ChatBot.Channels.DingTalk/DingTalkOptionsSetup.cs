using Microsoft.Extensions.Options;

namespace ChatBot.Channels.DingTalk;

/// <summary>Fills defaults and secret files; the options' name is the full path of their section.</summary>
internal sealed class DingTalkOptionsSetup : IPostConfigureOptions<DingTalkOptions>
{
    public static readonly Uri DefaultApi = new("https://api.dingtalk.com");
    public static readonly Uri DefaultOapi = new("https://oapi.dingtalk.com");

    public void PostConfigure(string? name, DingTalkOptions options)
    {
        options.ApiBaseUrl ??= DefaultApi;
        options.OapiBaseUrl ??= DefaultOapi;
        options.AppSecret = ReadSecret(name + ":AppSecret", options.AppSecret, options.AppSecretFile);
        if (options.RobotCode.Length == 0)
        {
            options.RobotCode = options.AppKey;
        }

        options.Cards.CallbackSecret = ReadSecret(name + ":Cards:CallbackSecret", options.Cards.CallbackSecret, options.Cards.CallbackSecretFile);
        foreach (var (alias, webhook) in options.GroupWebhooks)
        {
            var key = $"{name}:GroupWebhooks:{alias}";
            webhook.AccessToken = ReadSecret(key + ":AccessToken", webhook.AccessToken, webhook.AccessTokenFile);
            webhook.Secret = ReadSecret(key + ":Secret", webhook.Secret, webhook.SecretFile);
        }
    }

    private static string ReadSecret(string key, string value, string file)
    {
        if (file.Length == 0)
        {
            return value;
        }

        if (value.Length > 0)
        {
            throw Invalid(key, $"{key} and {key}File are both set; keep one of them.");
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Invalid(key, $"{key}File: the file cannot be read ({e.GetType().Name}).");
        }
    }

    private static OptionsValidationException Invalid(string key, string message) => new(key, typeof(DingTalkOptions), [message]);
}
