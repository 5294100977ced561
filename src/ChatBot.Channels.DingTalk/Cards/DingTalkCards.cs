using System.Text.Json;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Cards;

/// <summary>Brings interactive cards to people and groups and keeps them up to date; needs a published template.</summary>
internal sealed class DingTalkCards(DingTalkApiCalls calls)
{
    private const string Space = "dtv1.card//";
    private static readonly DingTalkCall Create = new("card/instances/createAndDeliver", "/v1.0/card/instances/createAndDeliver", "card", IsSend: true);
    private static readonly DingTalkCall Change = new("card/instances", "/v1.0/card/instances", "card-update", IsSend: false) { Method = HttpMethod.Put };

    /// <summary>Whether the account shows this message as a card.</summary>
    public static bool Takes(DingTalkAccount account, OutboundMessage message) =>
        account.Options.Cards.TemplateId.Length > 0 && CardArtist.IsCard(message);

    /// <summary>Brings a new copy. A repeat with the same id finds the copy there and is a success.</summary>
    /// <param name="account">An account with a template.</param>
    /// <param name="to">User id, or open conversation id of a group.</param>
    /// <param name="isGroup">Which of the two.</param>
    /// <param name="message">What it shows.</param>
    /// <param name="copyId">Id of the copy, never used before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SendResult> DeliverAsync(
        DingTalkAccount account, string to, bool isGroup, OutboundMessage message, string copyId, CancellationToken cancellationToken)
    {
        var robot = new CardDelivery { RobotCode = account.Options.RobotCode };
        var isStream = account.Options.Mode == DingTalkMode.Stream;
        var body = new CardCreation
        {
            TemplateId = account.Options.Cards.TemplateId,
            OutTrackId = copyId,
            CallbackType = isStream ? "STREAM" : "HTTP",
            CallbackRouteKey = isStream ? null : CardCallbackAddress.RouteKeyOf(account),
            Values = CardArtist.Draw(message),
            SpaceId = isGroup ? $"{Space}IM_GROUP.{to}" : $"{Space}IM_ROBOT.{to}",
            GroupSpace = isGroup ? new CardSpaceModel() : null,
            GroupDelivery = isGroup ? robot : null,
            RobotSpace = isGroup ? null : new CardSpaceModel(),
            RobotDelivery = isGroup ? null : robot with { SpaceType = "IM_ROBOT" },
        };
        var answer = await calls.RunAsync(account, Create, body, CardJson.Outgoing.CardCreation, cancellationToken);
        return answer.Failure switch
        {
            null => IsDelivered(answer.Body.ResultBody) ? SendResult.SentCard(copyId) : SendResult.Failed(FailureCategory.Permanent, "card_not_delivered"),
            { Code: "param.cardAlreadyExist" } => SendResult.SentCard(copyId),
            var failure => failure.ToResult(),
        };
    }

    /// <summary>Changes a copy for everybody who sees it.</summary>
    public async Task<SendResult> UpdateAsync(DingTalkAccount account, string copyId, OutboundMessage message, CancellationToken cancellationToken)
    {
        var body = new CardChange { OutTrackId = copyId, Values = CardArtist.Draw(message) };
        var answer = await calls.RunAsync(account, Change, body, CardJson.Outgoing.CardChange, cancellationToken);
        return answer.Failure?.ToResult() ?? SendResult.SentCard(copyId);
    }

    // The call succeeds even when a delivery did not (delivery-card-interface 2026-04-24).
    private static bool IsDelivered(JsonElement result) =>
        result.ValueKind != JsonValueKind.Object
        || !result.TryGetProperty("deliverResults", out var deliveries)
        || deliveries.ValueKind != JsonValueKind.Array
        || deliveries.EnumerateArray().All(d => !d.TryGetProperty("success", out var success) || success.ValueKind != JsonValueKind.False);
}
