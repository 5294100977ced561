using Microsoft.Extensions.Options;

namespace ChatBot.Channels.WeCom;

/// <summary>Reads the secrets that were given as files, the way container platforms hand them over.</summary>
internal sealed class WeComSecretFiles : IPostConfigureOptions<WeComOptions>
{
    /// <summary>Puts the files' contents where the values belong.</summary>
    /// <exception cref="OptionsValidationException">A file cannot be read, or a secret is given twice.</exception>
    public void PostConfigure(string? name, WeComOptions options)
    {
        var path = name ?? WeComOptions.Section;
        var faults = new List<string>();

        if (options.App is { } app)
        {
            app.Secret = Read($"{path}:App:Secret", app.Secret, app.SecretFile, faults);
            app.Token = Read($"{path}:App:Token", app.Token, app.TokenFile, faults);
            app.EncodingAesKey = Read($"{path}:App:EncodingAesKey", app.EncodingAesKey, app.EncodingAesKeyFile, faults);
        }

        if (options.Contacts is { } contacts)
        {
            contacts.Secret = Read($"{path}:Contacts:Secret", contacts.Secret, contacts.SecretFile, faults);
        }

        if (options.Robot is { } robot)
        {
            robot.Secret = Read($"{path}:Robot:Secret", robot.Secret, robot.SecretFile, faults);
            robot.Token = Read($"{path}:Robot:Token", robot.Token, robot.TokenFile, faults);
            robot.EncodingAesKey = Read($"{path}:Robot:EncodingAesKey", robot.EncodingAesKey, robot.EncodingAesKeyFile, faults);
        }

        foreach (var (alias, webhook) in options.GroupWebhooks)
        {
            webhook.Key = Read($"{path}:GroupWebhooks:{alias}:Key", webhook.Key, webhook.KeyFile, faults);
        }

        if (faults.Count > 0)
        {
            throw new OptionsValidationException(path, typeof(WeComOptions), faults);
        }
    }

    // A null in the settings file arrives here as null, whatever the property says.
    private static string Read(string key, string? value, string? file, List<string> faults)
    {
        value ??= "";
        if (string.IsNullOrEmpty(file))
        {
            return value.Trim();
        }

        if (value.Length > 0)
        {
            faults.Add($"{key} and {key}File are both given: keep one.");
            return value;
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add($"{key}File names {file}, which cannot be read ({e.GetType().Name}).");
            return value;
        }
    }
}
