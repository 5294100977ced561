using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChatBot.Channels.WeCom;

/// <summary>What the address of a callback says about its signature.</summary>
internal readonly record struct WeComSignedQuery(string Signature, string Timestamp, string Nonce)
{
    // SHA-1 in hex has 40 characters; timestamps and nonces are numbers of ten or so.
    private const int MaxLength = 128;

    public static bool TryRead(HttpRequest request, out WeComSignedQuery query)
    {
        query = default;
        if (!TryReadOne(request, "msg_signature", MaxLength, out var signature)
            || !TryReadOne(request, "timestamp", MaxLength, out var timestamp)
            || !TryReadOne(request, "nonce", MaxLength, out var nonce))
        {
            return false;
        }

        query = new(signature, timestamp, nonce);
        return true;
    }

    /// <summary>Exactly one value, already percent-decoded once by the server.</summary>
    public static bool TryReadOne(HttpRequest request, string name, int maxLength, [NotNullWhen(true)] out string? value)
    {
        value = request.Query[name] is [{ Length: > 0 } only] && only.Length <= maxLength ? only : null;
        return value is not null;
    }

    /// <summary>When the call was signed, now at the latest; now when it does not say.</summary>
    public DateTimeOffset SignedAt(DateTimeOffset now) =>
        long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < now.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : now;

    public bool IsWithin(TimeSpan? window, DateTimeOffset now) =>
        window is not { } tolerance
        || (long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)tolerance.TotalSeconds);
}

/// <summary>Reads the body of a callback up to a limit.</summary>
internal static class WeComCallbackBody
{
    /// <summary>Messages are a few kilobytes; the platform's own receiver stops here too.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The status to answer with when the envelope cannot be had (else 200), the cipher text and the fault.</summary>
    public static async ValueTask<(int Status, string Encrypted, string? Fault)> ReadEnvelopeAsync(
        HttpContext context, EnvelopeReader envelope, CancellationToken cancellationToken)
    {
        // The server counts for us where it can; we count too, because Content-Length may be missing or a lie.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        // A read that is given up by its token stays pending, and the server complains of it; one that is woken does not.
        var reader = context.Request.BodyReader;
        await using var wake = cancellationToken.Register(reader.CancelPendingRead);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(context.RequestAborted);
                if (result.IsCanceled)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    context.Response.Headers.Connection = "close";
                    return (StatusCodes.Status408RequestTimeout, "", "body not sent in time");
                }

                if (result.Buffer.Length > MaxBytes)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return (StatusCodes.Status413PayloadTooLarge, "", "too large");
                }

                if (result.IsCompleted)
                {
                    var fault = Parse(result.Buffer, envelope, out var encrypted);
                    reader.AdvanceTo(result.Buffer.End);
                    return (fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, encrypted, fault);
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (e.StatusCode, "", "bad request");
        }
    }

    private static string? Parse(ReadOnlySequence<byte> body, EnvelopeReader envelope, out string encrypted)
    {
        if (body.IsSingleSegment)
        {
            return envelope(body.First, out encrypted);
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(buffer);
            return envelope(buffer.AsMemory(0, (int)body.Length), out encrypted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
