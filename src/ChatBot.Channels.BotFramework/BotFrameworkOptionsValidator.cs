using Microsoft.Extensions.Options;

namespace ChatBot.Channels.BotFramework;

/// <summary>Refuses settings that cannot work, each fault with its full key and without its value.</summary>
internal sealed class BotFrameworkOptionsValidator(BotFrameworkEnvironment environment) : IValidateOptions<BotFrameworkOptions>
{
    private const int LongestName = 64;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        var faults = Faults(name ?? BotFrameworkOptions.Section, options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private IEnumerable<string> Faults(string path, BotFrameworkOptions options)
    {
        if (!IsName(path[(path.LastIndexOf(':') + 1)..]))
        {
            yield return $"{path}: the name of an account has letters, digits, '-' and '_' only.";
        }

        if (!Enum.IsDefined(options.MicrosoftAppType))
        {
            yield return $"{path}:MicrosoftAppType must be MultiTenant, SingleTenant or UserAssignedMSI.";
        }

        foreach (var fault in options.MicrosoftAppId.Length == 0 ? WithoutApp(path, options) : AppFaults(path, options))
        {
            yield return fault;
        }

        for (var i = 0; i < options.ServiceUrls.Count; i++)
        {
            if (!BotFrameworkAddresses.TryRead(options.ServiceUrls[i], out _))
            {
                yield return $"{path}:ServiceUrls:{i} must be an absolute https address without user, query and fragment (http on loopback only).";
            }
        }

        if (options.ChannelIds.Exists(string.IsNullOrWhiteSpace))
        {
            yield return $"{path}:ChannelIds holds an empty name; a channel id is for example msteams.";
        }
    }

    private IEnumerable<string> WithoutApp(string path, BotFrameworkOptions options)
    {
        if (options.MicrosoftAppPassword.Length > 0)
        {
            yield return $"{path}:MicrosoftAppId is missing although a password is set.";
        }

        if (!environment.IsDevelopment)
        {
            yield return $"{path}:MicrosoftAppId is missing. Without it anybody who reaches /api/messages may claim to be anybody, so it may be left out only in the "
                + "Development environment (ASPNETCORE_ENVIRONMENT=Development), for the Bot Framework Emulator.";
        }
    }

    private static IEnumerable<string> AppFaults(string path, BotFrameworkOptions options)
    {
        if (!Guid.TryParse(options.MicrosoftAppId, out _))
        {
            yield return $"{path}:MicrosoftAppId must be the application (client) id of the registration, a GUID.";
        }

        if (options.MicrosoftAppType != BotFrameworkAppType.UserAssignedMSI && options.MicrosoftAppPassword.Length == 0)
        {
            yield return $"{path}:MicrosoftAppPassword is missing; it is a client secret of the registration (or give {path}:MicrosoftAppPasswordFile).";
        }

        if (options.MicrosoftAppType != BotFrameworkAppType.MultiTenant && options.MicrosoftAppTenantId.Length == 0)
        {
            yield return $"{path}:MicrosoftAppTenantId is missing; a registration of the type {options.MicrosoftAppType} belongs to one organisation.";
        }
    }
}
