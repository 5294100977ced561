using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// Keeps one connector client for each address. The adapter makes and disposes one in every turn, and a new one reflects over
/// all types of the schema again: about 10 ms of processor time.
/// </summary>
internal sealed class KeptConnectors(BotFrameworkAuthentication inner) : BotFrameworkAuthentication
{
    private readonly ConcurrentDictionary<string, ConnectorFactory> _factories = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        return _factories.GetOrAdd(
            claimsIdentity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value ?? "", _ => new Factory(inner.CreateConnectorFactory(claimsIdentity)));
    }

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(NoUserTokens.Instance);

    /// <inheritdoc/>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    /// <inheritdoc/>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var result = await inner.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        result.ConnectorFactory = CreateConnectorFactory(result.ClaimsIdentity);
        return result;
    }

    private sealed class Factory(ConnectorFactory inner) : ConnectorFactory
    {
        // Allowed addresses differ by region and organisation; more than this are somebody's game.
        private const int MostClients = 1_000;

        private readonly ConcurrentDictionary<(string Address, string? Audience), Task<IConnectorClient>> _clients = new();

        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            if (_clients.Count >= MostClients)
            {
                _clients.Clear();
            }

            var made = _clients.GetOrAdd((serviceUrl, audience), MakeAsync);
            try
            {
                return await made;
            }
            catch
            {
                _clients.TryRemove(new((serviceUrl, audience), made));
                throw;
            }
        }

        // Made for all who come after, so nobody's cancellation ends it.
        private async Task<IConnectorClient> MakeAsync((string Address, string? Audience) key) =>
            new Kept(await inner.CreateAsync(key.Address, key.Audience, CancellationToken.None));
    }

    // Disposed by every turn, used by the next.
    private sealed class Kept(IConnectorClient client) : IConnectorClient
    {
        public Uri BaseUri { get => client.BaseUri; set => client.BaseUri = value; }

        public JsonSerializerSettings SerializationSettings => client.SerializationSettings;

        public JsonSerializerSettings DeserializationSettings => client.DeserializationSettings;

        public ServiceClientCredentials Credentials => client.Credentials;

        public IAttachments Attachments => client.Attachments;

        public IConversations Conversations => client.Conversations;

        public void Dispose()
        {
            // The client is kept.
        }
    }
}
