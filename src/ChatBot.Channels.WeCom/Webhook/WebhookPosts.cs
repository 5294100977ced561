using System.Security.Cryptography;
using ChatBot.Channels.WeCom.Media;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Webhook;

/// <summary>Posts of a group robot (page 99110). There is no duplicate check: what is sent twice is read twice.</summary>
internal sealed class WebhookPosts(WeComApiClient api, ILogger<WebhookPosts> logger)
{
    /// <summary>Largest picture, before base64.</summary>
    public const int MaxPictureBytes = 2 * 1024 * 1024;

    /// <summary>Posts one message.</summary>
    public async Task<SendResult> SendAsync(
        WeComAccount account, WeComWebhookOptions webhook, WireMessage message, CancellationToken cancellationToken)
    {
        var request = WeComApiRequest.Post("webhook/send", message, WeComJson.Wire.WireMessage);
        var call = await api.CallAsync(account, webhook, request with { IsLarge = message.Image is not null }, cancellationToken);
        Log(account, request, call);
        return call.ToResult();
    }

    /// <summary>Uploads a file or voice for posts of the same robot; good for three days.</summary>
    public async Task<WeComApiCall> UploadAsync(WeComAccount account, WeComWebhookOptions webhook, MediaFile file, CancellationToken cancellationToken)
    {
        var request = file.ToRequest("webhook/upload_media");
        var call = await api.CallAsync(account, webhook, request, cancellationToken);
        Log(account, request, call);
        return call;
    }

    /// <summary>Uploads and posts it.</summary>
    public async Task<SendResult> SendFileAsync(
        WeComAccount account, WeComWebhookOptions webhook, MediaFile file, CancellationToken cancellationToken)
    {
        var upload = await UploadAsync(account, webhook, file, cancellationToken);
        return upload switch
        {
            { Failure: not null } => upload.AsHarmless().ToResult(),
            { Answer.MediaId: { Length: > 0 } id } => await SendAsync(account, webhook, WireMessage.OfFile(file.Kind, id), cancellationToken),
            _ => SendResult.Failed(FailureCategory.ServiceDown, "answer"),
        };
    }

    /// <summary>A picture as it goes into a post.</summary>
    public static WireMessage OfPicture(byte[] picture)
    {
#pragma warning disable CA5351 // The platform asks for MD5 as a checksum.
        var md5 = Convert.ToHexStringLower(MD5.HashData(picture));
#pragma warning restore CA5351
        return WireMessage.OfPicture(Convert.ToBase64String(picture), md5);
    }

    private void Log(WeComAccount account, WeComApiRequest request, WeComApiCall call)
    {
        if (call.Failure is { } failure)
        {
            logger.CallFailed(account.Name, request.Operation, failure.ToString(), call.Code);
        }
    }
}
