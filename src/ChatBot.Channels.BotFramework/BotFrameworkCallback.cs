using System.Buffers;
using System.Text;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// One call of <c>/api/messages</c>: whose account, size, JSON, connector, caller, turn, answer. The SDK can prove the caller
/// only with the activity in hand, so the body is read before, bounded in size and depth; nothing of it is acted on.
/// </summary>
internal sealed class BotFrameworkCallback(
    BotFrameworkAccounts accounts, BotFrameworkReferences references, BotFrameworkTimes times, TimeProvider clock, ILogger<BotFrameworkCallback> logger)
{
    /// <summary>Most bytes of a body.</summary>
    public const int BodyLimit = 1024 * 1024;

    /// <summary>Time for turn and answer together, by the machine's clock; clients give up after 15 s.</summary>
    public static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(12);

    private const int MostDepth = 64;

    // The SDK's settings without its unlimited depth.
    private static readonly JsonSerializer Reader = JsonSerializer.Create(new JsonSerializerSettings(HttpHelper.BotMessageSerializerSettings) { MaxDepth = MostDepth });

    /// <summary>Handles one call and writes the answer.</summary>
    public async Task HandleAsync(HttpContext context, ITurnRunner turns)
    {
        var response = context.Response;
        if (accounts.All.Count == 0)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        if (accounts.For(authorization) is not { } account)
        {
            Log.NotAuthenticated(logger);
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await ReadBodyAsync(context) is not { } body)
        {
            Log.BodyTooLarge(logger, account.Name, BodyLimit);
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (Read(body) is not { } activity || BotFrameworkInbound.MissingField(activity) is not null)
        {
            Log.Malformed(logger, account.Name);
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!account.Addresses.Allows(activity.ServiceUrl))
        {
            Log.ServiceUrlRefused(logger, account.Name);
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await RunAsync(context, account, authorization, activity, turns);
    }

    private async Task RunAsync(HttpContext context, BotFrameworkAccount account, string authorization, Activity activity, ITurnRunner turns)
    {
        // Not tied to the caller's connection: the answer travels another way and is still due when the caller has gone.
        using var limit = new CancellationTokenSource(TurnLimit, TimeProvider.System);
        var bot = new Gate(account, new BotFrameworkMessages(account, turns, references, times, clock, logger));
        try
        {
            var answer = await account.Adapter.RunAsync(authorization, activity, bot, limit.Token);
            if (!bot.IsHeard)
            {
                Log.ClientNotHeard(logger, account.Name);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            await HttpHelper.WriteResponseAsync(context.Response, answer);
        }
        catch (UnauthorizedAccessException)
        {
            Log.NotAuthenticated(logger);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        catch (TurnNotKeptException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TookTooLong(logger, account.Name);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception e) when (!bot.IsReached)
        {
            // Whether the caller is the platform could not be found out: its keys could not be fetched.
            Log.CallerNotChecked(logger, e, account.Name);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static Activity? Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var text = new JsonTextReader(new StreamReader(new MemoryStream(body.ToArray()), Encoding.UTF8)) { MaxDepth = MostDepth };
            return Reader.Deserialize<Activity>(text);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            // Newtonsoft.Json lets some failures of converting a value through as they are.
            return null;
        }
    }

    // Reads at most the limit, whatever Content-Length says; null when there is more.
    private static async Task<ReadOnlySequence<byte>?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > BodyLimit)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > BodyLimit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = new ReadOnlySequence<byte>(read.Buffer.ToArray());
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Lets in only the clients that the account hears, once the caller is proven.</summary>
    private sealed class Gate(BotFrameworkAccount account, BotFrameworkMessages messages) : IBot
    {
        /// <summary>Whether the caller is proven.</summary>
        public bool IsReached { get; private set; }

        public bool IsHeard { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            IsReached = true;
            IsHeard = account.Hears(turnContext.Activity.ChannelId);
            return IsHeard ? messages.OnTurnAsync(turnContext, cancellationToken) : Task.CompletedTask;
        }
    }
}
