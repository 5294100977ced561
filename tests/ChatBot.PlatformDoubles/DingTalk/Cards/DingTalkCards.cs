using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>Interactive cards (互动卡片): create, deliver, both at once, update (pages create-and-deliver-cards, interactive-card-update-interface).</summary>
internal sealed partial class DingTalkCards(DingTalkDouble platform, DingTalkTokens tokens)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CardInstance> _cards = [];
    private readonly Dictionary<string, int> _refused = [];

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/v1.0/card/instances/createAndDeliver", DingTalkRoutes.CardDeliver, (call, _) => Task.FromResult(CreateAndDeliver(call)));
        platform.Serve(app, "POST", "/v1.0/card/instances/deliver", DingTalkRoutes.CardDeliverOnly, (call, _) => Task.FromResult(Deliver(call)));
        platform.Serve(app, "POST", "/v1.0/card/instances", DingTalkRoutes.CardCreate, (call, _) => Task.FromResult(Create(call)), otherMethods: true);
        platform.Serve(app, "PUT", "/v1.0/card/instances", DingTalkRoutes.CardUpdate, (call, _) => Task.FromResult(Update(call)), otherMethods: true);
        platform.Serve(app, "POST", "/v1.0/card/callbacks/register", DingTalkRoutes.CardRegister, (call, _) => Task.FromResult(Register(call)));
    }

    /// <summary>The next deliveries to this user or conversation fail, though the call succeeds.</summary>
    public void RefuseNext(string to, int count)
    {
        lock (_gate)
        {
            _refused[to] = _refused.GetValueOrDefault(to) + count;
        }
    }

    /// <summary>The card as this person sees it; null when it does not reach him.</summary>
    public DingTalkCardView? For(string outTrackId, string user)
    {
        lock (_gate)
        {
            return _cards.TryGetValue(outTrackId, out var card) && card.IsSeenBy(user)
                ? new DingTalkCardView(outTrackId, card.ValuesFor(user), CardViews.Show(card, user))
                : null;
        }
    }

    private Answer CreateAndDeliver(ApiCall call)
    {
        var (body, app) = Begin(call, DingTalkRoutes.CardDeliver);
        lock (_gate)
        {
            var spaces = CardRules.Spaces(body);
            var card = Created(body, app);
            var results = Delivered(card, body, spaces);
            return Answer.Json(new JsonObject
            {
                ["success"] = true,
                ["result"] = new JsonObject { ["outTrackId"] = card.OutTrackId, ["deliverResults"] = results },
            });
        }
    }

    private Answer Create(ApiCall call)
    {
        var (body, app) = Begin(call, DingTalkRoutes.CardCreate);
        lock (_gate)
        {
            return Answer.Json(new JsonObject { ["success"] = true, ["result"] = Created(body, app).OutTrackId });
        }
    }

    private Answer Deliver(ApiCall call)
    {
        var (body, app) = Begin(call, DingTalkRoutes.CardDeliverOnly);
        lock (_gate)
        {
            return Answer.Json(new JsonObject { ["success"] = true, ["result"] = Delivered(Card(body, app), body, CardRules.Spaces(body)) });
        }
    }

    private Answer Update(ApiCall call)
    {
        var (body, app) = Begin(call, DingTalkRoutes.CardUpdate);
        lock (_gate)
        {
            var card = Card(body, app);
            var options = body.Object("cardUpdateOptions") ?? default;
            card.Change(new CardChange(
                CardRules.Public(body, card.Template),
                CardRules.Private(body, card.Template),
                options.IsTrue("updateCardDataByKey"),
                options.IsTrue("updatePrivateDataByKey")));
            Show(DingTalkRoutes.CardUpdate, card, card.To, body);
        }

        return Answer.Json(new JsonObject { ["success"] = true, ["result"] = true });
    }

    private (JsonElement Body, DingTalkApp App) Begin(ApiCall call, string route)
    {
        var app = tokens.RequireNew(call, route);
        return (call.RequireNewBody(), app);
    }

    private CardInstance Created(JsonElement body, DingTalkApp app)
    {
        var templateId = body.Text("cardTemplateId");
        var template = platform.Options.CardTemplates.FirstOrDefault(t => t.Id == templateId)
            ?? throw CardRules.Refuse(templateId.Length == 0 ? "param.cardTemplateIdEmpty" : "param.templateNotExist");
        if (!template.IsPublished)
        {
            throw CardRules.Refuse("param.templateUnpublished");
        }

        var id = body.Text("outTrackId");
        if (id.Length is 0 or > CardRules.MostIdCharacters)
        {
            throw CardRules.Refuse(id.Length == 0 ? "param.outTrackIdEmpty" : "param.invalid", "outTrackId");
        }

        var callback = body.Text("callbackType");
        var routeKey = body.Text("callbackRouteKey");
        if (callback is not ("" or "STREAM" or "HTTP") || (callback == "HTTP" && !_callbacks.ContainsKey(routeKey)))
        {
            throw CardRules.Refuse("param.invalid", callback == "HTTP" ? "callbackRouteKey is not registered" : "callbackType");
        }

        var values = CardRules.Public(body, template) ?? throw CardRules.Refuse("param.cardPublicDataEmpty");
        var own = CardRules.Private(body, template);
        if (_cards.ContainsKey(id))
        {
            throw CardRules.Refuse("param.cardAlreadyExist", "卡片已经存在");
        }

        var card = new CardInstance(id, app, template, callback, routeKey)
        {
            SpaceModels =
            [
                .. body.Object("imGroupOpenSpaceModel") is null ? (string[])[] : [CardSpace.Group],
                .. body.Object("imRobotOpenSpaceModel") is null ? (string[])[] : [CardSpace.Robot],
            ],
        };
        card.Change(new CardChange(values, own, PublicByKey: false, PrivateByKey: false));
        return _cards[id] = card;
    }

    private CardInstance Card(JsonElement body, DingTalkApp app)
    {
        var id = body.Text("outTrackId");
        return id.Length == 0 ? throw CardRules.Refuse("param.outTrackIdEmpty")
            : _cards.TryGetValue(id, out var card) && card.App == app ? card
            : throw CardRules.Refuse("param.cardNotExist", "卡片不存在");
    }

    /// <summary>Brings the card into each space; the call succeeds also where a space does not.</summary>
    private JsonArray Delivered(CardInstance card, JsonElement body, IReadOnlyList<CardSpace> spaces)
    {
        var results = new JsonArray();
        foreach (var space in spaces)
        {
            var model = body.Object(space.Type == CardSpace.Group ? "imGroupOpenDeliverModel" : "imRobotOpenDeliverModel") ?? default;
            var fault = Fault(card, space, model);
            var carrier = fault is null ? Convert.ToBase64String(Guid.NewGuid().ToByteArray()) : "";
            if (fault is null)
            {
                card.ComeTo(space, model.Strings("recipients") ?? []);
                Show(DingTalkRoutes.CardDeliver, card, space.Id, body, m => m with { Id = carrier, Mentions = CardRules.Mentions(body, model) });
            }

            results.Add(new JsonObject
            {
                ["spaceType"] = space.Type,
                ["spaceId"] = space.Id,
                ["success"] = fault is null,
                ["carrierId"] = carrier,
                ["errorMsg"] = fault ?? "",
            });
        }

        return results;
    }

    private string? Fault(CardInstance card, CardSpace space, JsonElement model)
    {
        if (_refused.GetValueOrDefault(space.Id) is > 0 and var left)
        {
            _refused[space.Id] = left - 1;
            return "system.busy";
        }

        var isGroup = space.Type == CardSpace.Group;
        return !card.SpaceModels.Contains(space.Type) ? "the card has no open space model for this space"
            : isGroup && model.Text("robotCode") != card.App.RobotCode ? "robotCode is not the app's"
            : isGroup && !platform.IsGroup(space.Id) ? "invalid.openConversationId"
            : !isGroup && model.Text("spaceType") != CardSpace.Robot ? "imRobotOpenDeliverModel.spaceType is not IM_ROBOT"
            : !isGroup && !platform.Options.Knows(space.Id) ? "userId not exist"
            : null;
    }

    /// <summary>Records what everybody sees: the public values.</summary>
    private void Show(string route, CardInstance card, string to, JsonElement raw, Func<ReceivedMessage, ReceivedMessage>? more = null)
    {
        var shown = CardViews.Show(card, user: null);
        platform.Take(route, to, "interactiveCard", shown.Text, raw, m => (more?.Invoke(m) ?? m) with { Card = shown });
    }
}
