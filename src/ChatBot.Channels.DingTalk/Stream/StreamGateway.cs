using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>Opens the way in: asks for an endpoint and a ticket, which lives 90 s and opens one connection.</summary>
internal sealed class StreamGateway(DingTalkApi api)
{
    /// <summary>Robot messages.</summary>
    public const string RobotTopic = "/v1.0/im/bot/messages/get";

    /// <summary>Pressed buttons of interactive cards.</summary>
    public const string CardTopic = "/v1.0/card/instances/callback";

    private static readonly IReadOnlyList<StreamSubscription> Subscriptions =
        [new("CALLBACK", RobotTopic), new("CALLBACK", CardTopic)];

    /// <summary>The address to connect to, ticket and all; a secret. Or why there is none.</summary>
    public async Task<(Uri? Address, DingTalkFailure? Failure)> OpenAsync(DingTalkAccount account, CancellationToken cancellationToken)
    {
        var body = new StreamOpen(account.Options.AppKey, account.Options.AppSecret, Subscriptions, "branch-bot/1");
        var request = new DingTalkRequest<StreamOpen>(
            account.Name,
            "gateway/connections/open",
            DingTalkAddresses.Under(account.Api, "/v1.0/gateway/connections/open"),
            body,
            StreamJson.Outgoing.StreamOpen,
            IsSend: false);
        var answer = await api.SendAsync(request, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return (null, failure);
        }

        if (answer.Body is not { Endpoint: { Length: > 0 } endpoint, Ticket: { Length: > 0 } ticket })
        {
            return (null, new DingTalkFailure(FailureCategory.Transient, "ticket_missing"));
        }

        return DingTalkAddresses.TryGetStreamEndpoint(endpoint, account.Api, out var address)
            ? (new UriBuilder(address) { Query = "ticket=" + Uri.EscapeDataString(ticket) }.Uri, null)
            : (null, new DingTalkFailure(FailureCategory.Configuration, "endpoint_refused"));
    }
}
