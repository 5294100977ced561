using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk.Stream;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>Pressing buttons, over stream or HTTP, and the answers (pages event-callback-card, register-card-callback-address).</summary>
internal sealed partial class DingTalkCards : IDisposable
{
    private readonly Dictionary<string, (Uri Url, string Secret)> _callbacks = [];
    private readonly HttpClient _http = new();

    /// <summary>The button as this person sees it now, and the card when it is an interactive one.</summary>
    public (ShownButton Button, CardInstance? Card) Find(ReceivedMessage shown, string button, string user)
    {
        var card = shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown));
        if (card.Type != "interactiveCard")
        {
            return (new ShownButton(card.Button(button), new Dictionary<string, string>()), null);
        }

        lock (_gate)
        {
            var instance = _cards[card.TaskId];
            if (!instance.IsSeenBy(user))
            {
                throw new InvalidOperationException($"{user} does not see the card {card.TaskId}.");
            }

            var pressed = CardViews.Show(instance, user).Button(button);
            return (CardViews.Buttons(instance.Template, instance.ValuesFor(user)).First(b => b.Button == pressed), instance);
        }
    }

    /// <summary>The callback of a pressed button.</summary>
    public DingTalkDelivery Pressed(
        CardInstance card, ReceivedMessage shown, ShownButton pressed, string user, IReadOnlyDictionary<string, string>? inputs)
    {
        var carried = pressed.Params.Concat(inputs ?? new Dictionary<string, string>()).ToDictionary(p => p.Key, p => (JsonNode?)p.Value);
        var content = new JsonObject
        {
            ["cardPrivateData"] = new JsonObject
            {
                ["actionIds"] = new JsonArray(pressed.Button.Key),
                ["params"] = new JsonObject(carried),
            },
        };
        var group = platform.GroupOf(shown);
        var data = new JsonObject
        {
            ["type"] = "actionCallback",
            ["outTrackId"] = card.OutTrackId,
            ["corpId"] = platform.Options.CorpId,
            ["userId"] = user,
            ["userIdType"] = 1,
            ["spaceType"] = group is null ? CardSpace.Robot : CardSpace.Group,
            ["spaceId"] = group ?? user,
            ["extension"] = "{}",
            ["content"] = MemberMessages.Json(content),
        };
        return new DingTalkDelivery(platform, "CALLBACK", StreamFrames.CardTopic, data) { User = user, Chat = group ?? user };
    }

    /// <summary>Posts the callback to the registered address, as the platform does for cards with callbackType HTTP.</summary>
    public async Task PostAsync(CardInstance card, DingTalkDelivery delivery, CancellationToken ct)
    {
        (Uri Url, string Secret) to;
        lock (_gate)
        {
            to = _callbacks[card.RouteKey];
        }

        platform.Quotas.TrySpendMessage(DingTalkRoutes.HttpCard);
        using var request = new HttpRequestMessage(HttpMethod.Post, to.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(MemberMessages.Json(delivery.Data)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (to.Secret.Length > 0)
        {
            var timestamp = platform.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.TryAddWithoutValidation("x-ddpaas-signature-timestamp", timestamp);
            request.Headers.TryAddWithoutValidation("x-ddpaas-signature", DingTalkSigner.SignCard(timestamp, to.Secret));
        }

        delivery.PushedOn(connection: 0);
        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        JsonElement answer = default;
        try
        {
            using var document = JsonDocument.Parse(text.Length == 0 ? "null" : text);
            answer = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // What is no JSON changes nothing.
        }

        var acknowledgement = new DingTalkAcknowledgement((int)response.StatusCode, "", answer, 0, delivery.Waited);
        delivery.Acknowledge(acknowledgement);
        if (response.IsSuccessStatusCode)
        {
            Apply(delivery, acknowledgement, answer);
        }
    }

    /// <summary>Puts the answer that came over stream on the card.</summary>
    public void Answered(DingTalkDelivery delivery, DingTalkAcknowledgement acknowledgement)
    {
        if (acknowledgement.Code == 200 && acknowledgement.Data.Object("response") is { } answer)
        {
            Apply(delivery, acknowledgement, answer);
        }
    }

    public void Dispose() => _http.Dispose();

    private Answer Register(ApiCall call)
    {
        tokens.RequireNew(call, DingTalkRoutes.CardRegister);
        var body = call.RequireNewBody();
        var key = body.Text("callbackRouteKey");
        if (key.Length == 0 || !Fields.IsWebAddress(body.Text("callbackUrl"), out var url))
        {
            throw CardRules.Refuse("param.invalid", key.Length == 0 ? "callbackRouteKey" : "callbackUrl");
        }

        lock (_gate)
        {
            if (_callbacks.ContainsKey(key) && !body.IsTrue("forceUpdate"))
            {
                throw CardRules.Refuse("param.invalid", "callbackRouteKey is registered already");
            }

            _callbacks[key] = (url, body.Text("apiSecret"));
        }

        return Answer.Json(new JsonObject
        {
            ["success"] = true,
            ["result"] = new JsonObject { ["callbackUrl"] = url.AbsoluteUri, ["apiSecret"] = body.Text("apiSecret") },
        });
    }

    private void Apply(DingTalkDelivery delivery, DingTalkAcknowledgement acknowledgement, JsonElement answer)
    {
        if (acknowledgement.After > platform.Options.CardAnswerWithin || CardAnswers.Fault(answer) is not null || (!answer.Has("cardData") && !answer.Has("userPrivateData")))
        {
            return;
        }

        lock (_gate)
        {
            var card = _cards[(string)delivery.Data["outTrackId"]!];
            var options = answer.Object("cardUpdateOptions") ?? default;
            var own = new Dictionary<string, IReadOnlyDictionary<string, string>>();
            if (answer.Has("userPrivateData"))
            {
                own[delivery.User] = CardRules.Map(answer.Object("userPrivateData"), _ => true);
            }

            card.Change(new CardChange(
                answer.Has("cardData") ? CardRules.Map(answer.Object("cardData"), _ => true) : null,
                own,
                options.IsTrue("updateCardDataByKey"),
                options.IsTrue("updatePrivateDataByKey")));
            Show(DingTalkRoutes.CardAnswer, card, card.To, answer, m => m with { Via = delivery.MessageId });
        }
    }
}
