using Microsoft.Extensions.Options;

namespace ChatBot.Channels.BotFramework;

/// <summary>Reads the secret file; the options' name is the full path of their section.</summary>
internal sealed class BotFrameworkOptionsSetup : IPostConfigureOptions<BotFrameworkOptions>
{
    /// <inheritdoc/>
    public void PostConfigure(string? name, BotFrameworkOptions options)
    {
        if (options.MicrosoftAppPasswordFile.Length == 0)
        {
            return;
        }

        var key = $"{name}:{nameof(options.MicrosoftAppPassword)}";
        if (options.MicrosoftAppPassword.Length > 0)
        {
            throw Invalid(key, $"{key} and {key}File are both set; keep one of them.");
        }

        try
        {
            options.MicrosoftAppPassword = File.ReadAllText(options.MicrosoftAppPasswordFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Invalid(key, $"{key}File: the file cannot be read ({e.GetType().Name}).");
        }
    }

    private static OptionsValidationException Invalid(string key, string message) => new(key, typeof(BotFrameworkOptions), [message]);
}
