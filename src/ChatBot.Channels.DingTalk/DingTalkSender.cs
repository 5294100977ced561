using System.Globalization;
using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>Sends one text that already fits, each way that DingTalk offers.</summary>
internal sealed class DingTalkSender(DingTalkApi api, DingTalkApiCalls calls, DingTalkBudgets budgets, TimeProvider clock)
{
    private const string Session = "robot/sendBySession";
    private static readonly DingTalkCall Private = new("oToMessages/batchSend", "/v1.0/robot/oToMessages/batchSend", "send-private", IsSend: true);
    private static readonly DingTalkCall Group = new("groupMessages/send", "/v1.0/robot/groupMessages/send", "send-group", IsSend: true);
    private static readonly TimeSpan FlowControlPause = TimeSpan.FromMinutes(1);

    /// <summary>To one person (chatbots-send-one-on-one-chat-messages-in-batches 2026-04-22).</summary>
    public async Task<SendResult> ToPersonAsync(DingTalkAccount account, string userId, string text, CancellationToken cancellationToken)
    {
        var body = new ApiSend { RobotCode = account.Options.RobotCode, UserIds = [userId], MessageParam = Param(text) };
        var answer = await ByApiAsync(account, Private, body, cancellationToken);

        // A success may still leave receivers out.
        return answer.Failure is { } failure ? failure.ToResult()
            : Holds(answer.Body.InvalidStaffIds, userId) ? SendResult.Failed(FailureCategory.Permanent, "invalidStaffIdList")
            : Holds(answer.Body.FlowControlledStaffIds, userId) ? SendResult.Failed(FailureCategory.RateLimited, "flowControlledStaffIdList", FlowControlPause)
            : SendResult.Sent();
    }

    /// <summary>To an internal group that the robot is in (the-robot-sends-a-group-message 2025-10-21).</summary>
    public async Task<SendResult> ToGroupAsync(DingTalkAccount account, string openConversationId, string text, CancellationToken cancellationToken)
    {
        var body = new ApiSend { RobotCode = account.Options.RobotCode, OpenConversationId = openConversationId, MessageParam = Param(text) };
        var answer = await ByApiAsync(account, Group, body, cancellationToken);
        return answer.Failure?.ToResult() ?? SendResult.Sent();
    }

    /// <summary>To the conversation of a message, through its session webhook; <paramref name="mention"/> is a userId to mention.</summary>
    public async Task<SendResult> ToSessionAsync(DingTalkAccount account, Uri address, string text, string? mention, CancellationToken cancellationToken)
    {
        // A mention works only when the id also stands in the text (custom-robots-send-group-messages 2026-07-14).
        var body = new WebhookBody
        {
            Text = new TextContent(mention is null ? text : $"@{mention} {text}"),
            At = mention is null ? null : new Mention { UserIds = [mention] },
        };
        var answer = await ByWebhookAsync(account, Session, address, body, cancellationToken);
        return answer.Failure?.ToResult() ?? SendResult.Sent();
    }

    /// <summary>To the group of a custom webhook; the platform drops a second message with the same <paramref name="uuid"/>.</summary>
    public async Task<SendResult> ToWebhookAsync(
        DingTalkAccount account, DingTalkWebhookOptions webhook, WebhookBody post, string uuid, CancellationToken cancellationToken)
    {
        var query = "/robot/send?access_token=" + Uri.EscapeDataString(webhook.AccessToken);
        if (webhook.Secret.Length > 0)
        {
            var timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds();
            query += string.Create(CultureInfo.InvariantCulture, $"&timestamp={timestamp}&sign=")
                + Uri.EscapeDataString(DingTalkSignature.Sign(timestamp, webhook.Secret));
        }

        var answer = await ByWebhookAsync(
            account, "robot/send", DingTalkAddresses.Under(account.Oapi, query), post with { MessageUuid = uuid }, cancellationToken);
        return answer.Failure switch
        {
            null => SendResult.Sent(),

            // With msgUuid a repeat is safe, and the page asks for one after a time-out.
            { Category: FailureCategory.UnknownOutcome } lost => (lost with { Category = FailureCategory.Transient }).ToResult(),
            var failure => failure.ToResult(),
        };
    }

    private static string Param(string text) =>
        JsonSerializer.Serialize(new TextContent(text), DingTalkJson.Outgoing.TextContent);

    private static bool Holds(JsonElement list, string userId) =>
        list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().Any(id => id.ValueKind == JsonValueKind.String && string.Equals(id.GetString(), userId, StringComparison.Ordinal));

    private async Task<DingTalkAnswer> ByWebhookAsync(
        DingTalkAccount account, string operation, Uri address, WebhookBody body, CancellationToken cancellationToken)
    {
        var request = new DingTalkRequest<WebhookBody>(account.Name, operation, address, body, DingTalkJson.Outgoing.WebhookBody, IsSend: true);
        var answer = await api.SendAsync(request, cancellationToken);
        if (answer.Failure is null)
        {
            await budgets.SpendStreamAsync(account, operation == Session ? "session-webhook" : "webhook", cancellationToken);
        }

        return answer;
    }

    private Task<DingTalkAnswer> ByApiAsync(DingTalkAccount account, DingTalkCall call, ApiSend body, CancellationToken cancellationToken) =>
        calls.RunAsync(account, call, body, DingTalkJson.Outgoing.ApiSend, cancellationToken);
}
