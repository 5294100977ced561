using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>Reads the cipher text out of the body of a callback; the app's is XML, the robot's JSON.</summary>
/// <returns>A named fault, or null when all is well.</returns>
internal delegate string? EnvelopeReader(ReadOnlyMemory<byte> utf8, out string encrypted);

/// <summary>
/// What stands before every callback, app and robot alike: verify, decrypt, and nothing inside is read before. Whoever is
/// refused learns only the status; refusals are counted.
/// </summary>
internal sealed class WeComCallbackGate(TimeProvider clock, ILogger<WeComCallbackGate> logger)
{
    private const int MaxEchoLength = 4096;

    private readonly WeComRefusals _refusals = new(clock, logger);

    /// <summary>Answers the check of the address with the decrypted echo, byte for byte (page 90238: within 1 s).</summary>
    public async Task VerifyAddressAsync(HttpContext context, string account, WeComCrypto crypto, TimeSpan? window)
    {
        if (!WeComSignedQuery.TryRead(context.Request, out var query)
            || !WeComSignedQuery.TryReadOne(context.Request, "echostr", MaxEchoLength, out var echo)
            || !query.IsWithin(window, clock.GetUtcNow()))
        {
            Refuse(context, account, "query");
            return;
        }

        var error = crypto.TryOpen(query.Signature, query.Timestamp, query.Nonce, echo, out var opened);
        using var message = opened;
        if (message is null)
        {
            Refuse(context, account, error.ToString());
            return;
        }

        logger.AddressVerified(account);
        context.Response.ContentType = MediaTypeNames.Text.Plain;
        context.Response.ContentLength = message.Utf8.Length;
        await context.Response.BodyWriter.WriteAsync(message.Utf8, context.RequestAborted);
    }

    /// <summary>
    /// The decrypted message, which the caller disposes, the nonce of the call and when it was signed; null when it was
    /// refused and answered.
    /// </summary>
    public async Task<(DecryptedMessage Message, string Nonce, DateTimeOffset SignedAt)?> OpenAsync(
        HttpContext context, string account, WeComCrypto crypto, TimeSpan? window, EnvelopeReader envelope, CancellationToken cancellationToken)
    {
        if (!WeComSignedQuery.TryRead(context.Request, out var query) || !query.IsWithin(window, clock.GetUtcNow()))
        {
            Refuse(context, account, "query");
            return null;
        }

        var (status, encrypted, fault) = await WeComCallbackBody.ReadEnvelopeAsync(context, envelope, cancellationToken);
        if (fault is not null)
        {
            _refusals.Count(account, fault);
            context.Response.StatusCode = status;
            return null;
        }

        var error = crypto.TryOpen(query.Signature, query.Timestamp, query.Nonce, encrypted, out var message);
        if (message is null)
        {
            Refuse(context, account, error.ToString());
            return null;
        }

        return (message, query.Nonce, query.SignedAt(clock.GetUtcNow()));
    }

    private void Refuse(HttpContext context, string account, string reason)
    {
        _refusals.Count(account, reason);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}
